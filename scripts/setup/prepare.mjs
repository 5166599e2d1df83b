import { buildPackages } from "./build.mjs";
import { installPackages } from "./install.mjs";
import { checkMachine } from "./machine.mjs";
import { steps } from "./progress.mjs";

/** Installs and builds what is not there yet; `last` names the step that the caller does then. */
export function prepare(last) {
  const step = steps(4);
  checkMachine();
  step(`this machine can build sbx (Node ${process.versions.node})`);
  const installed = installPackages(() => step("installing packages …"));
  if (!installed) step("packages are installed");
  const built = buildPackages(() => step("building …"));
  if (!built) step("everything is built");
  step(last);
}
