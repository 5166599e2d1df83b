import { endProcess } from "./end-process.ts";
import { main } from "./main.ts";
import { PROCESS_OUTPUT } from "./output/output.ts";

/** Starts the command. After a run `keepCode` writes byte code that is missing. */
export function start(keepCode: () => void): void {
  void main(process.argv.slice(2), PROCESS_OUTPUT).then((ending) => endProcess(ending, keepCode));
}
