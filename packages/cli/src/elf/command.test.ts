import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { elfCommand } from "./command.ts";

/** The smallest static program: a header and one segment. */
function program(): Uint8Array {
  const view = new DataView(new ArrayBuffer(120));
  [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1].forEach((byte, index) => view.setUint8(index, byte));
  view.setUint16(16, 2, true);
  view.setUint16(18, 62, true);
  view.setUint32(20, 1, true);
  view.setBigUint64(24, 0x40_0078n, true);
  view.setBigUint64(32, 64n, true);
  [64, 56, 1, 64, 0, 0].forEach((half, index) => view.setUint16(52 + index * 2, half, true));
  view.setUint32(64, 1, true);
  view.setUint32(68, 5, true);
  view.setBigUint64(80, 0x40_0000n, true);
  view.setBigUint64(96, 120n, true);
  view.setBigUint64(104, 120n, true);
  return new Uint8Array(view.buffer);
}

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "sbx-elf-"));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function put(name: string, content: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

function run(...args: readonly string[]): { readonly status: number; readonly out: string; readonly err: string } {
  let out = "";
  let err = "";
  const status = elfCommand(
    args,
    (text) => (out += text),
    (text) => (err += text),
  );
  return { status, out, err };
}

function json(...args: readonly string[]): readonly Record<string, unknown>[] {
  return run("--json", ...args)
    .out.trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

const nothing = {
  message: null,
  class: null,
  endian: null,
  type: null,
  machine: null,
  machineName: null,
  entry: null,
  interpreter: null,
  needed: null,
  soname: null,
  rpath: null,
  runpath: null,
  buildId: null,
  static: null,
  pie: null,
  nx: null,
  relro: null,
  bindNow: null,
  textrel: null,
  canary: null,
  fortify: null,
};

describe("sbx elf --json", () => {
  test("an ELF file has every fact that it has", () => {
    const file = put("a.out", program());
    expect(json(file)).toEqual([
      {
        ...nothing,
        file,
        kind: "elf",
        class: 64,
        endian: "little",
        type: "exec",
        machine: 62,
        machineName: "x86-64",
        entry: "0x400078",
        needed: [],
        static: true,
        pie: false,
        nx: false,
        relro: "none",
        bindNow: false,
        textrel: false,
      },
    ]);
  });

  test.each([
    ["a script", "#!/bin/sh -e\n", { kind: "script", interpreter: "/bin/sh" }],
    ["text", "hello\n", { kind: "other" }],
    ["nothing", "", { kind: "other" }],
  ])("%s is a line without ELF facts", (_, content, expected) => {
    const file = put("file", content);
    expect(json(file)).toEqual([{ ...nothing, file, ...expected }]);
  });

  test("a malformed file is an error line, and the status stays 0", () => {
    const cut = put("cut", program().subarray(0, 70));
    const whole = put("whole", program());
    expect(run("--json", cut, whole).status).toBe(0);
    expect(json(cut, whole)).toMatchObject([
      { file: cut, kind: "error", message: expect.stringContaining("program header") },
      { file: whole, kind: "elf", message: null },
    ]);
  });

  test("control characters in names stay escaped", () => {
    put("\u009b31m", "x");
    expect(run("--json", directory).out).toContain("\\u009b31m");
  });
});

describe("sbx elf, which files", () => {
  test("a missing file is a line, a sentence and status 1; the others are still described", () => {
    const file = put("a.out", program());
    const missing = join(directory, "missing");
    expect(run(missing, file).status).toBe(1);
    expect(run(missing, file).err).toContain("no such file");
    expect(json(missing, file)).toMatchObject([
      { file: missing, kind: "error", message: "ENOENT: no such file or directory" },
      { file, kind: "elf" },
    ]);
  });

  test("a symbolic link given by name is followed, one found in a directory is not", () => {
    mkdirSync(join(directory, "real"));
    put("real/a.out", program());
    const link = join(directory, "link");
    symlinkSync("real/a.out", link);
    symlinkSync("real", join(directory, "tree"));
    expect(json(link)).toMatchObject([{ file: link, kind: "elf" }]);
    expect(json(join(directory, "tree"))).toMatchObject([{ file: join(directory, "tree/a.out"), kind: "elf" }]);
    expect(json(directory).map(({ file }) => file)).toEqual([join(directory, "real/a.out")]);
  });

  test("a broken symbolic link given by name is missing", () => {
    const link = join(directory, "link");
    symlinkSync("nowhere", link);
    expect(run(link).status).toBe(1);
  });

  test("a FIFO does not hold it up", () => {
    const fifo = join(directory, "fifo");
    expect(spawnSync("mkfifo", [fifo]).status).toBe(0);
    expect(json(fifo)).toMatchObject([{ file: fifo, kind: "error", message: "not a regular file" }]);
    expect(run("--json", directory)).toEqual({ status: 0, out: "", err: "" });
  });

  test("a file whose name is no UTF-8 is read all the same", () => {
    writeFileSync(Buffer.concat([Buffer.from(`${directory}/`), Buffer.from([0xff, 0xfe])]), program());
    expect(readdirSync(directory, { encoding: "buffer" })).toHaveLength(1);
    expect(json(directory)).toMatchObject([{ kind: "elf", machine: 62 }]);
  });

  test("files come in the order of their names, directory by directory", () => {
    for (const name of ["b", "a"]) mkdirSync(join(directory, name));
    for (const name of ["b/2", "b/1", "a/3"]) put(name, "x");
    expect(json(directory).map(({ file }) => file)).toEqual(["a/3", "b/1", "b/2"].map((name) => join(directory, name)));
  });

  test.skipIf(process.getuid?.() === 0)("what may not be read is an error line", () => {
    const file = put("secret", program());
    chmodSync(file, 0);
    expect(json(file)).toMatchObject([{ kind: "error", message: "EACCES: permission denied" }]);
    expect(run(file).status).toBe(0);
  });
});

describe("sbx elf, the table", () => {
  test("has a line of titles, a line for each file, and a count", () => {
    const file = put("a.out", program());
    const lines = run(file).out.split("\n");
    expect(lines[0]?.split(/ +/)).toEqual(
      "KIND BITS MACHINE TYPE LINKED RELRO NOW NX CANARY FORTIFY TEXTREL PATH FILE".split(" "),
    );
    expect(lines[1]?.split(/ +/)).toEqual([
      "elf",
      "64le",
      "x86-64",
      "exec",
      "static",
      "none",
      "no",
      "no",
      "-",
      "-",
      "no",
      "no",
      file,
    ]);
    expect(lines[2]).toBe("1 ELF, 0 scripts, 0 others, 0 errors");
  });

  test("leaves out files of other kinds, unless they are named", () => {
    const file = put("text", "hello\n");
    expect(run(directory).out).not.toContain(file);
    expect(run(directory).out).toContain("0 ELF, 0 scripts, 1 others, 0 errors");
    expect(run(file).out).toContain(file);
  });

  test("shows control characters in names instead of sending them to the terminal", () => {
    put("\u001b[2J", program());
    expect(run(directory).out).toContain("\\u{1b}[2J");
    expect(run(directory).out).not.toContain("\u001b");
  });
});

test.each([[[]], [["--wrong"]], [["--json"]]])("%j is no command line: a sentence and status 125", (args) => {
  const { status, out, err } = run(...args);
  expect([status, out]).toEqual([125, ""]);
  expect(err).toMatch(/^sbx elf: .+\n$/);
});
