import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * Writes the byte code of `run.js`, for this version of Node, beside it. It holds what was compiled by the time that a
 * run has ended, so a run is made; where this machine cannot (a container that is building), less is in it.
 */
export function writeCodeCache(dist) {
  const args = [fileURLToPath(import.meta.url), dist];
  spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "ignore"], timeout: 30_000 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , dist] = process.argv;
  const loader = join(dist, "sbx.js");
  let script;
  const write = () => {
    writeFileSync(join(dist, `run.${process.versions.v8}.${process.arch}.cache`), script.createCachedData());
  };
  // A run ends by the native part, without an event.
  const { dlopen } = process;
  process.dlopen = (module, ...rest) => {
    dlopen(module, ...rest);
    const { exitNow } = module.exports;
    module.exports.exitNow = (status) => {
      write();
      exitNow(status);
    };
  };
  process.on("exit", write);
  process.argv = [process.execPath, loader, "run", "--quiet", "--", "true"];
  ({ script } = createRequire(loader)(loader));
}
