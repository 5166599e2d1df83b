import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { findNativeFiles } from "@sbx/native";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const built = fileURLToPath(new URL("../dist", import.meta.url));
let dist = "";

/** Runs `true` with the copy of the bundle, or what is given. */
function run(node: readonly string[] = [], program: readonly string[] = ["true"]): number | null {
  const args = [...node, join(dist, "sbx.js"), "run", "-p", "off", "-m", "trace/allow_unsafe_env:1", "--", ...program];
  return spawnSync(process.execPath, args, { stdio: "ignore", timeout: 20_000 }).status;
}

const isNoCache = (name: string): boolean => !name.endsWith(".cache");
const caches = (): string[] => readdirSync(dist).filter((name) => name.includes("cache"));
const cacheFile = (): string => join(dist, caches()[0] ?? "none");

beforeEach(() => {
  dist = realpathSync(mkdtempSync(join(tmpdir(), "sbx-cache-")));
  cpSync(built, dist, { recursive: true, filter: isNoCache });
  symlinkSync(dirname(findNativeFiles().addon), join(dist, "native"));
  chmodSync(dist, 0o755);
});

afterEach(() => rmSync(dist, { recursive: true, force: true }));

describe.skipIf(!existsSync(built))("the byte code of the bundle", () => {
  test("is left behind by the first run, once", () => {
    expect([run(), caches().length]).toEqual([0, 2]);
    const { ino, mode } = statSync(cacheFile());
    expect(mode & 0o777).toBe(0o644);
    expect([run(), caches().length, statSync(cacheFile()).ino]).toEqual([0, 2, ino]);
  });

  test.each([
    ["of something else", "no byte code"],
    ["that is empty", ""],
  ])("is replaced by one %s", (_, text) => {
    run();
    const size = readFileSync(cacheFile()).length;
    writeFileSync(cacheFile(), text);
    expect(run()).toBe(0);
    expect(readFileSync(cacheFile()).length).toBeGreaterThan(size / 2);
  });

  test.each<[string, number, string[], string[], number]>([
    ["in a folder that a group may write", 0o775, [], ["true"], 0],
    ["in a folder that all may write", 0o757, [], ["true"], 0],
    ["by a run with flags of V8", 0o755, ["--max-lazy"], ["true"], 0],
    ["by a run that fails", 0o755, [], ["sh", "-c", "exit 3"], 3],
    ["by a run of nothing", 0o755, [], ["/no/such/program"], 127],
  ])("is not left %s", (_, mode, flags, program, status) => {
    chmodSync(dist, mode);
    expect(run(flags, program)).toBe(status);
    expect(caches()).toEqual([]);
  });
});
