import { expect, test } from "vitest";
import { AT_FDCWD } from "../abi/fcntl.ts";
import { PROCESS, Sandbox } from "../testing/sandbox.ts";
import { entryAt, link, type Tree } from "../testing/tree/tree.ts";
import { FOLLOW, IN_ROOT, NO_SYMLINKS } from "./place.ts";

const tree = (): Tree => ({
  usr: { lib: { f: "x", "f.so": link("f") } },
  lib: link("usr/lib"),
  w: {
    up: link("../usr/lib"),
    abs: link("/usr/lib/f"),
    chain: link("abs"),
    dang: link("none"),
    loop: link("loop"),
    self: link("/proc/self"),
    status: link("/proc/self/status"),
    pid: link("/proc"),
  },
});

const LIFTED = ["trace/allow_unsafe_symlinks:true", "sandbox/walk:off"];

/** The canonical path that is tried next, or `walk`. */
function beyond(path: string, flags: number, rules: readonly string[] = LIFTED): string {
  const { kernel, emulator } = new Sandbox({ tree: tree(), rules });
  kernel.tasks.get(PROCESS)!.fs.cwd = entryAt(kernel.root, "/w");
  kernel.pose({ pid: PROCESS, number: 83, args: [path], paths: 1 });
  const { lookup, first, call } = emulator;
  expect(lookup.asWritten(first, 0, AT_FDCWD, flags)).toBe(0);
  const found = lookup.throughLinks(first, flags);
  const text = String.fromCharCode(...kernel.arena.bytes.subarray(first.start, first.end));
  const usable = first.directory === AT_FDCWD && first.name === first.start && kernel.arena.bytes[first.end] === 0;
  expect(!found || usable).toBe(true);
  call.release();
  expect(kernel.openDescriptors).toBe(0);
  return found ? text : "walk";
}

test.each([
  ["/lib/f", FOLLOW, "/usr/lib/f"],
  ["/lib/f.so", FOLLOW, "/usr/lib/f"],
  ["/lib/f.so", 0, "/usr/lib/f.so"],
  ["/lib", FOLLOW, "/usr/lib"],
  ["/lib", 0, "/lib"],
  ["up/f", FOLLOW, "/usr/lib/f"],
  ["abs", FOLLOW, "/usr/lib/f"],
  ["chain", FOLLOW, "/usr/lib/f"],
  ["chain", 0, "/w/chain"],
  ["dang", FOLLOW, "walk"],
  ["loop", FOLLOW, "walk"],
  ["/lib/none", FOLLOW, "walk"],
  ["/lib/f/x", FOLLOW, "walk"],
])("%s with flags %d: %s", (path, flags, expected) => {
  expect(beyond(path, flags)).toBe(expected);
});

// The kernel would follow them for sbx, not for the caller (pitfall 57).
test.each(["self", "self/status", "status", "pid/self/status", "pid"])("%s leads into /proc: walked", (path) => {
  expect(beyond(path, FOLLOW)).toBe("walk");
});

test.each([
  ["a link may be refused for where it lies", FOLLOW, ["sandbox/walk:off"]],
  ["steps are judged", FOLLOW, [...LIFTED, "sandbox/walk:on", "allow/walk+/***"]],
  ["no link may be met", FOLLOW, [...LIFTED, "trace/force_no_symlinks:true"]],
  ["no mount may be left", FOLLOW | NO_SYMLINKS, LIFTED],
  ["there is another root", FOLLOW | IN_ROOT, LIFTED],
])("where %s the path is walked", (_, flags, rules) => {
  expect(beyond("/lib/f", flags, rules)).toBe("walk");
});
