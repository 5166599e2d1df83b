// Bundles the command: dist/sbx.js is `sbx run`, one file with nothing else in it, for start-up counts and a hundred
// modules take longer than one; dist/commands.js has the other commands, loaded when one is called.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// An ES module that imports a module of Node makes Node resolve all its exports, `fs.promises` with its streams among
// them: 5 ms. Asking for the object takes nothing.
const builtins = {
  name: "builtins",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "builtin" }));
    onLoad({ filter: /.*/, namespace: "builtin" }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(path)});`,
      loader: "js",
    }));
  },
};

const otherCommands = {
  name: "other-commands",
  setup({ onResolve }) {
    onResolve({ filter: /\/commands\.ts$/ }, ({ kind }) =>
      kind === "dynamic-import" ? { path: "./commands.js", external: true } : undefined,
    );
  },
};

for (const [entry, outfile] of [
  ["src/bin.ts", "dist/sbx.js"],
  ["src/commands.ts", "dist/commands.js"],
]) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(root, outfile),
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    conditions: ["@sbx/source"],
    define: { SBX_VERSION: JSON.stringify(version) },
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
    plugins: [builtins, otherCommands],
  });
}
