// Builds the addon and the monitor with the headers that are installed beside Node (nothing is downloaded), then the
// TypeScript. With CI set, compiler warnings are errors.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(import.meta.url);

function headerPrefix() {
  const prefixes = [join(dirname(process.execPath), ".."), "/usr", "/usr/local"];
  const found = prefixes.find((prefix) => existsSync(join(prefix, "include/node/node_api.h")));
  if (found === undefined) {
    console.error(`No Node.js headers were found below ${prefixes.join(", ")}. Install them (Debian: libnode-dev).`);
    process.exit(1);
  }
  return found;
}

const gyp = require.resolve("node-gyp/bin/node-gyp.js");
const command = existsSync(join(root, "build/Makefile")) ? "build" : "configure";
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"] });
if (command === "configure") run(gyp, "configure", `--nodedir=${headerPrefix()}`, "--loglevel=warn");
run(gyp, "build", "--loglevel=warn");
run(join(dirname(require.resolve("typescript/package.json")), "bin/tsc"), "-p", "tsconfig.build.json");
