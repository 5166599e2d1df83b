import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { SYSCALLS } from "./table.ts";
import { syscallTableJson, syscallTableMarkdown, syscallTableText } from "./table-text.ts";

const rows = SYSCALLS.filter((row) => row.name === "unlinkat" || row.name === "bpf");

test("the text says for every variant what becomes of the call", () => {
  expect(syscallTableText(rows)).toBe(
    [
      "bpf(int, struct, int)  [kernel; x86-64 321, arm64 280, ia32 357]",
      "    ENOSYS, with an event unless allow_unsafe_ebpf — loads code into the kernel",
      "unlinkat(dirfd, path, atFlags)  [fs; x86-64 263, arm64 35, ia32 301]",
      "    if atFlags (argument 3) has a bit of 0x200: served by rmdir (emulate) for rmdir, walk; hardenings: mask",
      "    if atFlags (argument 3) has no bit of 0x200: served by unlink (emulate) for delete, walk; hardenings: mask, append",
      "    allowed — decided by AT_REMOVEDIR: one of the variants applies",
      "",
    ].join("\n"),
  );
});

test("the JSON is the rows", () => {
  expect(JSON.parse(syscallTableJson(rows))).toEqual(JSON.parse(JSON.stringify(rows)));
});

test("the page has a line for every call, and no cell breaks the table", () => {
  const lines = syscallTableMarkdown().split("\n");
  const calls = lines.filter((line) => /^\| `\w+` \| \d* \| \d* \| /.test(line));
  expect(calls.length).toBe(SYSCALLS.length);
  expect(calls.filter((line) => line.split("|").length !== 6)).toEqual([]);
});

test("the page in docs/ is current; node scripts/generate-docs.mjs writes it", () => {
  expect(readFileSync(new URL("../../../../docs/syscalls.md", import.meta.url), "utf8")).toBe(syscallTableMarkdown());
});
