import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { platformPackage } from "./load-addon.ts";

const folder = mkdtempSync(join(tmpdir(), "sbx-platforms-"));
const packageRoot = fileURLToPath(new URL("..", import.meta.url));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly os: readonly string[];
  readonly cpu: readonly string[];
  readonly libc: readonly string[];
  readonly files: readonly string[];
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const readManifest = (path: string): Manifest => JSON.parse(readFileSync(path, "utf8")) as Manifest;
const main = readManifest(join(packageRoot, "package.json"));

/** Binaries that another machine has built. */
function artifacts(): string {
  const at = join(folder, "artifacts");
  for (const platform of ["linux-x64-gnu", "linux-x64-musl", "linux-arm64-gnu", "linux-arm64-musl"]) {
    mkdirSync(join(at, platform), { recursive: true });
    for (const binary of ["sbx_native.node", "sbx-monitor"]) writeFileSync(join(at, platform, binary), platform);
  }
  return at;
}

function generate(out: string, ...options: readonly string[]): void {
  execFileSync(process.execPath, [join(packageRoot, "scripts/platform-packages.mjs"), out, ...options], {
    stdio: "pipe",
  });
}

describe("the packages with the binaries", () => {
  const out = join(folder, "out");
  generate(out, "--artifacts", artifacts());

  test.each([
    ["linux-x64-gnu", "x64", "gnu", "glibc"],
    ["linux-x64-musl", "x64", "musl", "musl"],
    ["linux-arm64-gnu", "arm64", "gnu", "glibc"],
    ["linux-arm64-musl", "arm64", "musl", "musl"],
  ])("%s is what the loader asks for on such a machine", (name, arch, libc, npmLibc) => {
    const { name: packageName, version, os, cpu, libc: libcs, files } = readManifest(join(out, name, "package.json"));
    expect({ packageName, version, os, cpu, libcs, files }).toEqual({
      packageName: platformPackage("linux", arch, libc),
      version: main.version,
      os: ["linux"],
      cpu: [arch],
      libcs: [npmLibc],
      files: ["sbx_native.node", "sbx-monitor", "LICENSE-MIT", "LICENSE-APACHE"],
    });
    expect(readdirSync(join(out, name)).sort()).toEqual(
      ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "package.json", "sbx-monitor", "sbx_native.node"].sort(),
    );
    expect(statSync(join(out, name, "sbx-monitor")).mode & 0o111).toBe(0o111);
  });

  test("there are no others", () => {
    expect(readdirSync(out).sort()).toEqual(["linux-arm64-gnu", "linux-arm64-musl", "linux-x64-gnu", "linux-x64-musl"]);
  });

  test("a binary that is missing stops a release", () => {
    expect(() => generate(join(folder, "bad"), "--artifacts", join(folder, "nothing"))).toThrow(
      /sbx_native\.node is missing: build @sbx\/native for linux-x64-gnu first/,
    );
  });

  test("a release depends on exactly these, at its own version", () => {
    const copy = join(folder, "copy/packages/native");
    mkdirSync(copy, { recursive: true });
    cpSync(join(packageRoot, "scripts"), join(copy, "scripts"), { recursive: true });
    cpSync(join(packageRoot, "package.json"), join(copy, "package.json"));
    for (const license of ["LICENSE-MIT", "LICENSE-APACHE"]) {
      cpSync(join(packageRoot, "../..", license), join(folder, "copy", license));
    }
    execFileSync(process.execPath, [
      join(copy, "scripts/platform-packages.mjs"),
      join(folder, "pinned"),
      "--artifacts",
      artifacts(),
      "--pin",
    ]);
    expect(readManifest(join(copy, "package.json")).optionalDependencies).toEqual(
      Object.fromEntries(readdirSync(out).map((name) => [`@sbx/native-${name}`, main.version])),
    );
  });
});

/** Loads the loader from a copy of its file, so that no local build is beside it. */
function find(script: string): string {
  const at = join(folder, "loader/a/b");
  mkdirSync(at, { recursive: true });
  cpSync(join(packageRoot, "src/load-addon.ts"), join(at, "load-addon.ts"));
  const tsx = fileURLToPath(import.meta.resolve("tsx"));
  writeFileSync(join(at, "try.ts"), script);
  return execFileSync(process.execPath, ["--import", tsx, join(at, "try.ts")], { encoding: "utf8" });
}

describe("the loader", () => {
  test("names every attempt and the cure where nothing is found", () => {
    const text = find(
      'import { findNativeFiles } from "./load-addon.ts"; try { findNativeFiles(); } catch (e: any) { console.log(e.code, e.message); }',
    );
    const name = platformPackage("linux", process.arch, text.includes("-musl") ? "musl" : "gnu");
    expect(text).toContain("ERR_SBX_NATIVE_LOAD No native part for linux-");
    expect(text.match(/sbx_native\.node/g)).toHaveLength(4);
    expect(text).toContain(`  ${name}\nInstall ${name} (npm skips it under --no-optional), or build from source`);
  });

  test("says which file does not load, and why", () => {
    const text = find(
      'import { loadAddon } from "./load-addon.ts"; import { writeFileSync } from "node:fs"; writeFileSync("/tmp/sbx-not.node", "x");' +
        'try { loadAddon({ addon: "/tmp/sbx-not.node", monitor: "" }); } catch (e: any) { console.log(e.code, e.message); }',
    );
    expect(text).toMatch(
      /^ERR_SBX_NATIVE_LOAD \/tmp\/sbx-not\.node was found but does not load: .*file too short|invalid ELF/,
    );
  });
});
