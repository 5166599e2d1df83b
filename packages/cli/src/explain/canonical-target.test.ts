import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { canonicalTarget } from "./canonical-target.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "sbx-target-")));

beforeAll(() => {
  mkdirSync(join(root, "real/folder"), { recursive: true });
  writeFileSync(join(root, "real/file"), "");
  symlinkSync("real", join(root, "link"));
  symlinkSync("real/file", join(root, "file-link"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ["read", "real/file", "/real/file"],
  ["read", "link/file", "/real/file"],
  ["read", "file-link", "/real/file"],
  ["delete", "file-link", "/file-link"],
  ["readlink", "link/../link/file", "/real/file"],
  ["create", "link/new/deeper", "/real/new/deeper"],
  ["read", "./real/./file", "/real/file"],
])("%s %s is judged as %s", (category, target, expected) => {
  expect(canonicalTarget(category, target, root)).toBe(root + expected);
});

test.each([
  ["net/connect", "127.0.0.1!80"],
  ["net/connect", "@abstract"],
  ["create", "!memfd:x"],
  ["read", "/"],
])("%s %s stays", (category, target) => {
  expect(canonicalTarget(category, target, root)).toBe(target);
});
