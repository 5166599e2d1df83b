// Bundles the command into dist/: start-up counts. `run.js` is `sbx run` with nothing else in it, `worker.js` is a further
// emulator, `commands.js` has the other commands; `sbx.js` loads the first with the byte code that V8 made of it here (`code-cache.mjs`).
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { writeCodeCache } from "./code-cache.mjs";

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

/** `run.js` is one function, as `require` would make of it: the loader gives it to V8 as it is. */
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

mkdirSync(dist);
try {
  await Promise.all([
    bundle("src/bin.ts", "run.js", FUNCTION),
    bundle("src/worker.ts", "worker.js"),
    bundle("src/commands.ts", "commands.js"),
  ]);
  cpSync(join(root, "scripts/loader.cjs"), join(dist, "sbx.js"));
  writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
  writeCodeCache(dist);
  rmSync(finished, { recursive: true, force: true });
  renameSync(dist, finished);
} finally {
  rmSync(dist, { recursive: true, force: true });
}
