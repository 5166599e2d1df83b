import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createArena } from "@sbx/core";
import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { AT_FDCWD, O_NONBLOCK, O_PATH } from "../../core/src/abi/fcntl.ts";
import { NAME, SMALL, SMALL_SIZE } from "../../core/src/supervisor/request/arena.ts";
import { FakeKernel } from "../../core/src/testing/fake-kernel.ts";
import { perform, putText, randomCall, type PathCall } from "../../core/src/testing/random/call.ts";
import { randomModel, treeAt, type Model } from "../../core/src/testing/random/model.ts";
import { listing } from "../../core/src/testing/tree/tree.ts";
import { LinuxKernel } from "./linux-kernel.ts";
import { findNativeFiles, loadAddon } from "./load-addon.ts";

// The fake kernel of the core's unit tests against the real one: the same random calls on the same tree, through the same
// port. Whatever differs would make unit tests lie.

const top = mkdtempSync(join(tmpdir(), "sbx-fake-"));
const base = join(top, "d/d/d/d/d/d/d/d");
afterAll(() => rmSync(top, { recursive: true, force: true }));

const addon = loadAddon(findNativeFiles());
const real = new LinuxKernel(addon, -1, createArena(), new Uint8Array(0), SMALL + SMALL_SIZE - 64);

function build(path: string, model: Model): void {
  mkdirSync(path, { recursive: true });
  for (const [name, leaf] of Object.entries(model)) {
    const at = join(path, name);
    if (leaf.kind === "file") writeFileSync(at, "x");
    else if (leaf.kind === "link") symlinkSync(leaf.to, at);
    else build(at, leaf.in);
  }
}

/** Lists a real tree as `listing` lists a fake one. */
function realListing(path: string): readonly string[] {
  const entries = readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const at = join(path, entry.name);
    if (entry.isSymbolicLink()) return [`${at} link -> ${readlinkSync(at)}`];
    if (entry.isDirectory()) return [`${at} directory`, ...realListing(at)];
    return [`${at} ${entry.isFIFO() ? "fifo" : "file"}`];
  });
}

/** An open of a FIFO must not wait. */
const impatient = (call: PathCall): PathCall =>
  call.do === "openat2" && (call.flags & O_PATH) === 0 ? { ...call, flags: call.flags | O_NONBLOCK } : call;

test("the fake kernel answers path calls as Linux does", () => {
  const calls = fc.array(randomCall(base).map(impatient), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(randomModel(base), calls, (model, asked) => {
      rmSync(top, { recursive: true, force: true });
      build(base, model);
      const fake = new FakeKernel(treeAt(base, model));
      const fakeBase = fake.openat2(AT_FDCWD, putText(fake, NAME, base), O_PATH, 0, 0);
      const realBase = real.openat2(AT_FDCWD, putText(real, NAME, base), O_PATH, 0, 0);
      try {
        expect(asked.map((call) => perform(fake, fakeBase, call))).toEqual(
          asked.map((call) => perform(real, realBase, call)),
        );
        const lines = listing(fake.root).filter((line) => line.startsWith(`${base}/`));
        expect(lines.map((line) => line.replace(/ file .*/, " file"))).toEqual(realListing(base));
        expect(fake.openDescriptors).toBe(1);
      } finally {
        real.close(realBase);
      }
    }),
    { numRuns: 300 },
  );
});
