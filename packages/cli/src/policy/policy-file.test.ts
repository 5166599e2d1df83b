import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readPolicyFile } from "./policy-file.ts";

const folder = mkdtempSync(join(tmpdir(), "sbx-policy-"));

beforeAll(() => {
  const umask = process.umask(0o022);
  writeFileSync(join(folder, "good"), "sandbox/read:on\n");
  writeFileSync(join(folder, "empty"), " \n\n");
  writeFileSync(join(folder, "latin1"), Uint8Array.of(0x2f, 0xe4));
  writeFileSync(join(folder, "open"), "lock:on\n");
  chmodSync(join(folder, "open"), 0o666);
  symlinkSync("good", join(folder, "link"));
  mkdirSync(join(folder, "directory"));
  process.umask(umask);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a policy is read", () => {
  expect(readPolicyFile(join(folder, "good"))).toBe("sandbox/read:on\n");
});

test.each([
  ["none", "there is no such file"],
  ["good/x", "a part of its path is no directory"],
  ["link", "it is a symbolic link"],
  ["directory", "it is no regular file"],
  ["open", "others can write it (chmod go-w)"],
  ["empty", "it is empty"],
  ["latin1", "it is no UTF-8 text"],
])("%s is refused: %s", (name, reason) => {
  const path = join(folder, name);
  expect(() => readPolicyFile(path)).toThrow(`cannot read the policy ${path}: ${reason}`);
});
