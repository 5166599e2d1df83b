// Writes the packages with the binaries, one a platform: node scripts/platform-packages.mjs OUT [--artifacts DIR] [--pin]
//
// DIR holds one folder a platform (`linux-x64-gnu` …) with sbx_native.node and sbx-monitor; without it the local build is
// taken for this platform and the other packages stay without binaries. --pin writes the exact versions into the
// optionalDependencies of @sbx/native, for a release: in the checkout they would have to be on the registry already.
import { chmodSync, copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const PLATFORMS = [
  { cpu: "x64", libc: "glibc", suffix: "gnu" },
  { cpu: "x64", libc: "musl", suffix: "musl" },
  { cpu: "arm64", libc: "glibc", suffix: "gnu" },
  { cpu: "arm64", libc: "musl", suffix: "musl" },
];
const BINARIES = ["sbx_native.node", "sbx-monitor"];
const LICENSES = ["LICENSE-MIT", "LICENSE-APACHE"];

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { artifacts: { type: "string" }, pin: { type: "boolean" } },
});
const [out] = positionals;
if (out === undefined) {
  console.error("usage: platform-packages.mjs OUT [--artifacts DIR] [--pin]");
  process.exit(2);
}
const main = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const folderOf = ({ cpu, suffix }) => `linux-${cpu}-${suffix}`;
const nameOf = (platform) => `${main.name}-${folderOf(platform)}`;

const manifestOf = (platform) => ({
  name: nameOf(platform),
  version: main.version,
  description: `The compiled parts of ${main.name} for ${folderOf(platform)}`,
  license: main.license,
  ...(main.repository === undefined ? {} : { repository: main.repository }),
  engines: main.engines,
  os: ["linux"],
  cpu: [platform.cpu],
  libc: [platform.libc],
  files: [...BINARIES, ...LICENSES],
  exports: {
    "./sbx_native.node": "./sbx_native.node",
    "./sbx-monitor": "./sbx-monitor",
    "./package.json": "./package.json",
  },
  publishConfig: main.publishConfig,
});

const isThisOne = ({ cpu, suffix }) =>
  cpu === process.arch && (process.report.getReport().header.glibcVersionRuntime === undefined) === (suffix === "musl");

function binariesOf(platform) {
  if (values.artifacts !== undefined) return join(values.artifacts, folderOf(platform));
  return isThisOne(platform) ? join(root, "build/Release") : undefined;
}

function write(platform) {
  const folder = join(out, folderOf(platform));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(manifestOf(platform), undefined, 2)}\n`);
  writeFileSync(
    join(folder, "README.md"),
    `# ${nameOf(platform)}\n\nThe compiled parts of [${main.name}](https://www.npmjs.com/package/${main.name}) for ${folderOf(platform)}. ` +
      "Installed by that package; nothing to use by itself.\n",
  );
  for (const license of LICENSES) cpSync(join(root, "../..", license), join(folder, license));
  const binaries = binariesOf(platform);
  if (binaries === undefined) return;
  for (const binary of BINARIES) {
    const from = join(binaries, binary);
    if (!existsSync(from)) throw new Error(`${from} is missing: build ${main.name} for ${folderOf(platform)} first`);
    copyFileSync(from, join(folder, binary));
    chmodSync(join(folder, binary), 0o755);
  }
}

for (const platform of PLATFORMS) write(platform);
if (values.pin === true) {
  const optionalDependencies = Object.fromEntries(PLATFORMS.map((platform) => [nameOf(platform), main.version]));
  writeFileSync(join(root, "package.json"), `${JSON.stringify({ ...main, optionalDependencies }, undefined, 2)}\n`);
}
