import { describe, expect, test } from "vitest";
import { AT_FDCWD } from "../../../abi/fcntl.ts";
import { Sandbox } from "../../../testing/sandbox.ts";

/** `struct open_how` with room behind it. */
function how(flags: bigint, mode = 0n, resolve = 0n, size = 24): Uint8Array {
  const bytes = new Uint8Array(Math.max(size, 24));
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, flags, true);
  view.setBigUint64(8, mode, true);
  view.setBigUint64(16, resolve, true);
  return bytes;
}

const sandbox = (): Sandbox =>
  new Sandbox({
    tree: { f: "x", d: {} },
    rules: ["trace/allow_unsafe_create:true", "trace/allow_unsafe_symlinks:true"],
  });
const open = (struct: Uint8Array | number, size: number | bigint = 24, path = "/f"): string =>
  sandbox().call("openat2", AT_FDCWD, path, struct, size);

describe("openat2 refuses what Linux refuses (pitfall 75)", () => {
  test.each([
    ["a plain request", how(0n), 24, "fd 0"],
    ["a mode without a creation", how(0n, 0o644n), 24, "EINVAL"],
    ["a creation with a mode", how(0o100n, 0o644n), 24, "fd 0"],
    ["a mode with bits of a type", how(0o100n, 0o100644n), 24, "EINVAL"],
    ["a mode above 32 bits", how(0o100n, 1n << 32n), 24, "EINVAL"],
    ["an unknown flag", how(0o40000000n), 24, "EINVAL"],
    ["a flag above 32 bits", how(1n << 40n), 24, "EINVAL"],
    ["an unknown way to resolve", how(0n, 0n, 64n), 24, "EINVAL"],
    ["resolving above 32 bits", how(0n, 0n, 1n << 33n), 24, "EINVAL"],
    ["both scopes", how(0n, 0n, 0x18n), 24, "EINVAL"],
    ["O_PATH with a flag that it does not go with", how(0o10000001n), 24, "EINVAL"],
    ["O_PATH with O_DIRECTORY", how(0o10200000n), 24, "ENOTDIR"],
    ["O_CREAT with O_DIRECTORY", how(0o200100n, 0o644n), 24, "EINVAL"],
    ["a struct that is too small", how(0n), 23, "EINVAL"],
    ["no struct", how(0n), 0, "EINVAL"],
    ["a struct that is larger than a page", how(0n), 4097, "E2BIG"],
    ["a size above 32 bits", how(0n), 1n << 32n, "E2BIG"],
    ["a newer struct with zeros", how(0n, 0n, 0n, 32), 32, "fd 0"],
    ["a newer struct with something", how(0n, 0n, 0n, 32).fill(1, 31), 32, "E2BIG"],
    ["a page of zeros", how(0n, 0n, 0n, 4096), 4096, "fd 0"],
    ["a page with something at its end", how(0n, 0n, 0n, 4096).fill(1, 4095), 4096, "E2BIG"],
    ["a bad address", 0x100, 24, "EFAULT"],
    ["a struct that ends too soon", how(0n), 32, "EFAULT"],
  ])("%s", (_, struct, size, expected) => {
    expect(open(struct, size)).toBe(expected);
  });
});

describe("open and openat ignore what they do not know (pitfall 41)", () => {
  test.each([
    ["an unknown flag", 0x40000000n],
    ["bits above 32", 0xdead_0000_0000n],
  ])("%s", (_, flags) => {
    expect(sandbox().call("openat", AT_FDCWD, "/f", flags, 0)).toBe("fd 0");
  });

  test("a mode that is not used, and bits of a type in one that is", () => {
    const s = sandbox();
    expect([s.call("open", "/f", 0, 0o777777), s.call("open", "/new", 0o101, 0o170644)]).toEqual(["fd 0", "fd 1"]);
  });

  test("creat writes, makes and empties", () => {
    const s = new Sandbox({ tree: { f: "x" }, rules: ["trace/allow_unsafe_create:true", "deny/all-l+/***"] });
    expect([s.call("creat", "/f", 0o644), s.told()]).toEqual([
      "EACCES",
      ["deny write,truncate,chmod,chattr /f EACCES"],
    ]);
  });

  test("AT_FDCWD is the int it is, whatever is above it", () => {
    expect(sandbox().call("openat", 0xdead_ffff_ff9cn, "f", 0, 0)).toBe("fd 0");
  });
});
