import { execFileSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArena, errnoName, SMALL, SMALL_SIZE } from "@sbx/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { O_PATH } from "../../core/src/abi/fcntl.ts";
import { BIG, NAME, PATH_A, PATH_LENGTH_WORD } from "../../core/src/supervisor/request/arena.ts";
import { encodeLaunchConfig } from "./monitor/launch-config.ts";
import { LinuxKernel } from "./linux-kernel.ts";
import { findNativeFiles, loadAddon } from "./load-addon.ts";
import { MESSAGE, startMonitor } from "./monitor/monitor-line.ts";
import { PLAIN_STAGE } from "./run/stage.ts";
import { syscallNumbers } from "./numbers.ts";

// Notifications of a real program: a filter that notifies one call, served by hand.

const folder = mkdtempSync(join(tmpdir(), "sbx-notify-"));
const probe = join(folder, "memory-calls");
const output = join(folder, "output");
const GETXATTR = syscallNumbers(process.arch).getxattr;
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(() => {
  execFileSync("cc", ["-O1", "-o", probe, new URL("../test/probes/memory-calls.c", import.meta.url).pathname]);
});

/** `if (nr == getxattr) notify; else allow` */
function filter(): Uint8Array {
  const code = new DataView(new ArrayBuffer(32));
  const put = (index: number, op: number, k: number, yes = 0, no = 0): void => {
    code.setUint16(index * 8, op, true);
    code.setUint8(index * 8 + 2, yes);
    code.setUint8(index * 8 + 3, no);
    code.setUint32(index * 8 + 4, k, true);
  };
  put(0, 0x20, 0);
  put(1, 0x15, GETXATTR, 0, 1);
  put(2, 0x06, 0x7fc00000);
  put(3, 0x06, 0x7fff0000);
  return new Uint8Array(code.buffer);
}

/** Runs the probe; `serve` answers its call. What it printed: result, errno, buffer. */
function ask(mode: string, serve: (kernel: LinuxKernel) => void): string {
  const files = findNativeFiles();
  const addon = loadAddon(files);
  const paths = new Uint8Array(512);
  paths[GETXATTR] = 1;
  const line = startMonitor(addon, files.monitor);
  try {
    line.begin(
      encodeLaunchConfig({
        argv: ["/bin/sh", "-c", `exec ${probe} ${mode} > ${output}`],
        environment: {},
        filter: filter(),
        stage: PLAIN_STAGE,
        waitForAll: false,
        scopeSignals: false,
        limitMs: 0,
      }),
    );
    const listener = line.receive();
    expect(line.message[0]).toBe(MESSAGE.listener);
    const kernel = new LinuxKernel(addon, listener, createArena(), paths, SMALL + SMALL_SIZE - 64);
    line.acknowledge();
    expect(kernel.receive()).toBeGreaterThanOrEqual(0);
    serve(kernel);
    line.receive();
    closeSync(listener);
  } finally {
    line.close();
  }
  return readFileSync(output, "latin1").trimEnd();
}

const pathOf = (kernel: LinuxKernel): string => {
  const length = kernel.arena.words[PATH_LENGTH_WORD]!;
  if (length < 0) return errnoName(length);
  return `${length} ${String.fromCharCode(...kernel.arena.bytes.subarray(PATH_A, PATH_A + Math.min(length, 10)))}`;
};

describe("a path argument is read with the request (pitfall 67)", () => {
  test.each([
    ["short", "6 /short"],
    ["at-end", "4 /end"],
    ["across", "7 /across"],
    ["empty", "0 "],
    ["longest", "4095 xxxxxxxxxx"],
    ["too-long", "ENAMETOOLONG"],
    ["unterminated", "EFAULT"],
    ["null", "EFAULT"],
    ["bad", "EFAULT"],
    ["kernel", "EFAULT"],
  ])("%s: %s", (mode, expected) => {
    let seen = "";
    ask(mode, (kernel) => {
      seen = pathOf(kernel);
      kernel.answer(0);
    });
    expect(seen).toBe(expected);
  });
});

describe("an answer is what the call returns", () => {
  test.each([
    ["a value", (kernel: LinuxKernel) => kernel.answer(0), "0 0"],
    ["an errno", (kernel: LinuxKernel) => kernel.answerError(61), "-1 61"],
    ["the kernel's own", (kernel: LinuxKernel) => kernel.continueCall(), "-1 2"],
  ])("%s", (_, answer, expected) => {
    expect(ask("short", answer)).toBe(expected);
  });

  test("a descriptor is put into the caller, never one that was opened with O_PATH (pitfall 113)", () => {
    const results: string[] = [];
    const printed = ask("short", (kernel) => {
      const fd = openSync("/dev/null", "r");
      const pinned = openSync("/", O_PATH);
      results.push(errnoName(kernel.addDescriptor(pinned, 2, 0, 0)));
      results.push(String(kernel.addDescriptor(fd, 2, 0, 0)));
      closeSync(fd);
      closeSync(pinned);
    });
    expect([results, printed.split(" ")[0]]).toEqual([["EBADF", "3"], "3"]);
  });

  test("a request is valid until it is answered, once", () => {
    const results: number[] = [];
    ask("short", (kernel) => {
      results.push(kernel.valid(), kernel.answer(0), kernel.valid(), kernel.answer(0));
    });
    const again = results.pop();
    expect(results).toEqual([0, 0, -2]);
    // ENOENT once the caller has gone on, EINPROGRESS until then.
    expect([-2, -115]).toContain(again);
  });
});

describe("the caller's memory", () => {
  test("is read and written where it is mapped", () => {
    const printed = ask("buffer-at-end", (kernel) => {
      const read = kernel.read(2, 0, 8, BIG);
      const text = String.fromCharCode(...kernel.arena.bytes.subarray(BIG, BIG + 8));
      kernel.arena.bytes.set(
        [..."12345678"].map((c) => c.charCodeAt(0)),
        BIG,
      );
      kernel.answer(kernel.write(2, 0, BIG, 8) === 8 && read === 8 && text === "xxxxxxxx" ? 8 : 0);
    });
    expect(printed).toBe("8 0 12345678");
  });

  test("an access that is not wholly mapped is EFAULT", () => {
    const results: number[] = [];
    ask("buffer-past-end", (kernel) => {
      results.push(
        kernel.read(2, 0, 4, BIG),
        kernel.read(2, 0, 8, BIG),
        kernel.write(2, 0, BIG, 8),
        kernel.read(2, 4, 1, BIG),
      );
      results.push(kernel.read(2, 0, 0, BIG), kernel.write(2, 100, BIG, 0));
      kernel.answer(0);
    });
    expect(results).toEqual([4, -14, -14, -14, 0, 0]);
  });

  test("a string behind an address in memory is read up to a limit", () => {
    const results: number[] = [];
    ask("short", (kernel) => {
      const { view, bytes } = { view: new DataView(kernel.arena.buffer), bytes: kernel.arena.bytes };
      bytes.copyWithin(SMALL, 40, 48);
      results.push(kernel.readString(SMALL, NAME, 256), kernel.readString(SMALL, NAME, 5));
      view.setBigUint64(SMALL, 0n, true);
      results.push(kernel.readString(SMALL, NAME, 256));
      kernel.answer(0);
    });
    expect(results).toEqual([9, -36, -14]);
  });

  test("offsets that lie outside of the arena are EFAULT, never a crash", () => {
    const results: number[] = [];
    ask("short", (kernel) => {
      const size = kernel.arena.bytes.length;
      for (const offset of [size, size - 4, 0xffffffff, -1, 2 ** 31]) {
        results.push(kernel.read(2, 0, 8, offset), kernel.write(2, 0, offset, 8), kernel.readString(offset, NAME, 8));
        results.push(kernel.readString(SMALL, offset, 8));
      }
      results.push(kernel.read(2, 0, 0xffffffff, BIG), kernel.openAndAnswer(-100, size + 1, 0, 0, 0, 0, 0));
      kernel.answer(0);
    });
    expect(results).toEqual(Array.from({ length: 22 }, () => -14));
  });
});
