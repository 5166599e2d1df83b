import { endProcess } from "./end-process.ts";
import { main } from "./main.ts";
import { PROCESS_OUTPUT } from "./output/output.ts";

void main(process.argv.slice(2), PROCESS_OUTPUT).then(endProcess);
