// Bundles the command into dist/: start-up counts. `run.*.js` is `sbx run` with nothing else in it, `written-policy.*.js` the
// policy language, for runs that need it, `worker.js` a further emulator, `commands.js` has the other commands. `sbx.js` loads
// the first two with the byte code that V8 made of them.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transformSync } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const finished = join(root, "dist");
const dist = join(root, `dist.${process.pid}`);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What `import()` loads is a bundle of its own. */
const chunks = {
  name: "chunks",
  setup({ onResolve }) {
    onResolve({ filter: /\.ts$/ }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: `./${basename(path, ".ts")}.js`, external: true } : undefined,
    );
  },
};

/** What is computed now, out of the same sources, and is data in the bundles of a run. */
const COMPUTED = [
  [
    /\/default\/prepared-default\.ts$/,
    ({ preparedDefault }) => `export const preparedDefault = () => ${json(preparedDefault())};`,
  ],
  [/\/options\/table\.ts$/, ({ OPTIONS }) => `export const OPTIONS = /* @__PURE__ */ ${json(OPTIONS)};`],
];

/** What is there for the documentation only stays behind. */
const withoutProse = (key, part) => (key === "effect" || key === "since" ? undefined : part);

const json = (value) => `JSON.parse(${JSON.stringify(JSON.stringify(value, withoutProse))})`;

const computed = {
  name: "computed",
  setup({ onLoad }) {
    for (const [filter, contents] of COMPUTED)
      onLoad({ filter }, async ({ path }) => {
        const { outputFiles } = await build({ ...COMMON, entryPoints: [path], write: false, format: "esm" });
        const code = Buffer.from(outputFiles[0].contents).toString("base64");
        return { contents: contents(await import(`data:text/javascript;base64,${code}`)) };
      });
  },
};

const COMMON = { bundle: true, platform: "node", target: "node20", conditions: ["@sbx/source"], logLevel: "warning" };

/** A bundle with byte code is one function, as `require` would make of it: the loader gives it to V8 as it is. */
const FUNCTION = ["(function (exports, require, module, __filename, __dirname) {", "})"];

async function bundle(entry, outfile, [before, after] = ["", ""]) {
  await build({
    entryPoints: [join(root, entry)],
    outfile: join(dist, outfile),
    ...COMMON,
    format: "cjs",
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
    plugins: outfile === "commands.js" ? [chunks] : [chunks, computed],
  });
}

/** Gives bundles names that say what is in them, and writes the loader, which knows the names. */
function writeLoader(bundles) {
  const names = bundles.map((file) => {
    const hash = createHash("sha256")
      .update(readFileSync(join(dist, file)))
      .digest("hex")
      .slice(0, 16);
    const name = `${basename(file, ".js")}.${hash}.js`;
    renameSync(join(dist, file), join(dist, name));
    return [`./${file}`, name];
  });
  const loader = readFileSync(join(root, "scripts/loader.cjs"), "utf8");
  const define = { BUNDLES: JSON.stringify(Object.fromEntries(names)) };
  const { code } = transformSync(loader, { define, minify: true });
  writeFileSync(join(dist, "sbx.js"), code);
}

/** Runs leave byte code for this version of Node. Where this machine cannot run anything, the first run that can will. */
function makeByteCode() {
  for (const policy of [[], ["-m", "allow/read+/nothing"]]) {
    const options = ["run", "--quiet", ...policy, "--", "true"];
    spawnSync(process.execPath, [join(dist, "sbx.js"), ...options], { stdio: "ignore", timeout: 30_000 });
  }
}

mkdirSync(dist);
try {
  await Promise.all([
    bundle("src/bin.ts", "run.js", FUNCTION),
    bundle("src/policy/written-policy.ts", "written-policy.js", FUNCTION),
    bundle("src/worker.ts", "worker.js"),
    bundle("src/commands.ts", "commands.js"),
  ]);
  writeLoader(["run.js", "written-policy.js"]);
  writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
  chmodSync(dist, 0o755);
  makeByteCode();
  rmSync(finished, { recursive: true, force: true });
  renameSync(dist, finished);
} finally {
  rmSync(dist, { recursive: true, force: true });
}
