// Bundles the command into dist/: start-up counts. `run.*.js` is `sbx run` with nothing else in it, `worker.js` is a further
// emulator, `commands.js` has the other commands; `sbx.js` loads the first with the byte code that V8 made of it.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transformSync } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const finished = join(root, "dist");
const dist = join(root, `dist.${process.pid}`);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const otherCommands = {
  name: "other-commands",
  setup({ onResolve }) {
    onResolve({ filter: /\/commands\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./commands.js", external: true } : undefined,
    );
  },
};

/** The bundle is one function, as `require` would make of it: the loader gives it to V8 as it is. */
const FUNCTION = ["(function (exports, require, module, __filename, __dirname) {", "})"];

async function bundle(entry, outfile, [before, after] = ["", ""]) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(dist, outfile),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    conditions: ["@sbx/source"],
    define: {
      SBX_VERSION: JSON.stringify(version),
      "import.meta.url": "bundleUrl",
      "import.meta.dirname": "__dirname",
    },
    banner: { js: `${before}const bundleUrl = "file://" + encodeURI(__filename);` },
    footer: { js: after },
    supported: { "dynamic-import": false },
    charset: "ascii",
    minify: true,
    legalComments: "none",
    logLevel: "warning",
    plugins: [otherCommands],
  });
}

/** Gives `run.js` a name that says what is in it, and writes the loader, which knows the name. */
function writeLoader() {
  const run = join(dist, "run.js");
  const hash = createHash("sha256").update(readFileSync(run)).digest("hex").slice(0, 16);
  const name = `run.${hash}.js`;
  renameSync(run, join(dist, name));
  const loader = readFileSync(join(root, "scripts/loader.cjs"), "utf8");
  const { code } = transformSync(loader, { define: { BUNDLE: JSON.stringify(name) }, minify: true });
  writeFileSync(join(dist, "sbx.js"), code);
}

/** A run leaves byte code for this version of Node. Where this machine cannot run anything, the first run that can will. */
function makeByteCode() {
  const options = ["run", "--quiet", "--", "true"];
  spawnSync(process.execPath, [join(dist, "sbx.js"), ...options], { stdio: "ignore", timeout: 30_000 });
}

mkdirSync(dist);
try {
  await Promise.all([
    bundle("src/bin.ts", "run.js", FUNCTION),
    bundle("src/worker.ts", "worker.js"),
    bundle("src/commands.ts", "commands.js"),
  ]);
  writeLoader();
  writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
  chmodSync(dist, 0o755);
  makeByteCode();
  rmSync(finished, { recursive: true, force: true });
  renameSync(dist, finished);
} finally {
  rmSync(dist, { recursive: true, force: true });
}
