import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { findNativeFiles, loadAddon } from "./load-addon.ts";

const { addon: file } = findNativeFiles();
const addon = loadAddon(findNativeFiles());

/** Runs a script with a sealed buffer `bytes` in a child process: how it ended. */
function inChild(script: string): string {
  const code = `const addon = require(${JSON.stringify(file)}); const address = new BigUint64Array(2);
    const bytes = new Uint8Array(addon.seal(Uint8Array.of(1, 2, 3), address)); ${script}`;
  const { signal, status, stdout } = spawnSync(process.execPath, ["-e", code], { encoding: "utf8" });
  return `${signal ?? status} ${stdout}`;
}

test("what is sealed reads as it was, from every view", () => {
  const address = new BigUint64Array(2);
  const sealed = addon.seal(Uint8Array.of(1, 2, 3), address);
  expect(sealed).toBeInstanceOf(ArrayBuffer);
  expect([...new Uint8Array(sealed as ArrayBuffer)]).toEqual([1, 2, 3]);
  expect([...new Uint8Array(addon.viewSealed(address, 2))]).toEqual([1, 2]);
});

test.each([
  ["reading", "process.stdout.write(String(bytes[1]))", "0 2"],
  ["a write", "bytes[0] = 9", "SIGSEGV "],
  ["a write through another view", "new Uint8Array(addon.viewSealed(address, 3))[2] = 9", "SIGSEGV "],
  ["a copy into it", "bytes.set([7])", "SIGSEGV "],
])("%s", (_, script, expected) => {
  expect(inChild(script)).toBe(expected);
});
