// npm start: installs, builds and shows what sbx does; npm start -- COMMAND runs that command under the default policy.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./setup/paths.mjs";
import { prepare } from "./setup/prepare.mjs";
import { giveUp } from "./setup/progress.mjs";

const command = process.argv.slice(2);
if (command.length === 0) {
  prepare("the demonstration");
  const { demonstrate } = await import("./demo/demo.mjs");
  process.exitCode = await demonstrate();
} else {
  prepare(`sbx run -- ${command.join(" ")}`);
  const sbx = join(root, "packages/cli/bin/sbx");
  // npm changes to the checkout; the command belongs to where it was typed.
  const cwd = process.env.INIT_CWD ?? process.cwd();
  // A key that interrupts is for the command: it gets the signal from the terminal itself.
  for (const signal of ["SIGINT", "SIGQUIT"]) process.on(signal, () => {});
  const run = spawnSync(sbx, ["run", "--", ...command], { cwd, stdio: "inherit" });
  if (run.error !== undefined) giveUp(`sbx cannot be started: ${run.error.message}`);
  if (run.signal !== null) {
    process.removeAllListeners(run.signal);
    process.kill(process.pid, run.signal);
  }
  process.exitCode = run.status ?? 1;
}
