import { endProcess } from "./end-process.ts";
import { main } from "./main.ts";
import { PROCESS_OUTPUT } from "./output/output.ts";

/** Starts the command. Where the byte code of this bundle is missing, `keepCode` writes it after a run. */
export function start(keepCode?: () => void): void {
  void main(process.argv.slice(2), PROCESS_OUTPUT).then((ending) => endProcess(ending, keepCode));
}
