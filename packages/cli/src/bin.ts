import { main } from "./main.ts";
import { PROCESS_OUTPUT } from "./output/output.ts";
import { endProcess } from "./end-process.ts";

endProcess(await main(process.argv.slice(2), PROCESS_OUTPUT));
