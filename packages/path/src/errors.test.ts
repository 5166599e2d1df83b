import { expect, test } from "vitest";
import { basename, components, dirname, isInside, join, normalize, PathError, resolveLexically } from "./index.ts";

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1");

const refused: readonly [path: string, code: string, offset: number][] = [
  ["", "EMPTY", 0],
  ["a\0", "NUL", 1],
  ["\0", "NUL", 0],
  ["/a".repeat(2048), "TOO_LONG", 0],
  [`/a/${"b".repeat(256)}/c`, "NAME_TOO_LONG", 3],
];

const functions = {
  normalize: (path: string | Uint8Array) => normalize(path),
  resolveLexically: (path: string | Uint8Array) => resolveLexically(path),
  components: (path: string | Uint8Array) => (typeof path === "string" ? components(path) : components(path)),
  dirname: (path: string | Uint8Array) => (typeof path === "string" ? dirname(path) : dirname(path)),
  basename: (path: string | Uint8Array) => (typeof path === "string" ? basename(path) : basename(path)),
  join: (path: string | Uint8Array) => (typeof path === "string" ? join(path) : join(path)),
  child: (path: string | Uint8Array) => (typeof path === "string" ? isInside(path, "/") : isInside(path, latin1("/"))),
  parent: (path: string | Uint8Array) => (typeof path === "string" ? isInside("/", path) : isInside(latin1("/"), path)),
};

test.each(Object.entries(functions))("%s refuses what is no path", (_name, call) => {
  for (const [path, code, offset] of refused) {
    const error = expect.objectContaining({ name: "PathError", code, offset });
    expect(() => call(path)).toThrow(error);
    expect(() => call(latin1(path))).toThrow(error);
  }
});

test.each([
  ["é", 2],
  ["€", 3],
  ["😀", 4],
  ["\ud800", 3],
  ["\udc00", 3],
])("the limits of text are those of its UTF-8 bytes: %j takes %i", (sign, size) => {
  const signs = Math.floor(255 / size);
  const longest = sign.repeat(signs) + "a".repeat(255 - signs * size);
  expect(Buffer.byteLength(longest)).toBe(255);
  expect(normalize(longest)).toBe(longest);
  expect(() => normalize(`/x/${longest}a`)).toThrow(expect.objectContaining({ code: "NAME_TOO_LONG", offset: 3 }));

  const units = `${sign}/`.repeat(Math.floor(4095 / (size + 1)));
  const path = units + "a".repeat(4095 - Buffer.byteLength(units));
  expect(normalize(path)).toBe(path);
  expect(() => normalize(`${path}a`)).toThrow(expect.objectContaining({ code: "TOO_LONG" }));
});

test("the message says where, what and what to do, and cannot drive a terminal", () => {
  const error = new PathError("DOTDOT", "/a/\u001b[2J\u009b\u202e\n/..", 12);
  expect(error.message).toBe(
    'The path "/a/\\u001b[2J\\u009b\\u202e\\n/.." has a .. component (at offset 12). ' +
      "Ask the file system, or call resolveLexically() where no symbolic link can be met.",
  );
  expect(new PathError("NUL", Uint8Array.of(0xff, 0), 1).message).toBe(
    'The path "ÿ\\u0000" holds a NUL byte (at offset 1). ' +
      "Refuse it where it came in: the kernel would see only the part in front.",
  );
});

test("a long path is shortened in the message", () => {
  expect(new PathError("TOO_LONG", "a".repeat(5000), 0).message.length).toBeLessThan(250);
});
