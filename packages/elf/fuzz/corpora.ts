import { spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "./random.ts";

// What a scanner meets that is no ELF file, or only looks like one: texts, archives, pieces, noise.

const most = 1 << 16;

function piece(path: string, random: Random): Uint8Array | null {
  try {
    const { size } = statSync(path);
    const buffer = new Uint8Array(Math.min(size, 1 + random.below(most)));
    const fd = openSync(path, "r");
    try {
      const offset = random.below(4) === 0 ? 0 : random.below(Math.max(1, size - buffer.length));
      return buffer.subarray(0, readSync(fd, buffer, 0, buffer.length, offset));
    } finally {
      closeSync(fd);
    }
  } catch {
    return null;
  }
}

function filesBelow(directory: string, wanted: RegExp, found: string[] = []): string[] {
  try {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory()) filesBelow(path, wanted, found);
      else if (entry.isFile() && wanted.test(entry.name)) found.push(path);
      if (found.length >= 5000) break;
    }
  } catch {
    // A directory that we may not read has nothing for us.
  }
  return found;
}

/** The members of ar archives: real object files, at odd offsets, with what stands between them. */
function archiveMembers(paths: readonly string[], random: Random): Uint8Array | null {
  const bytes = paths.length === 0 ? null : piece(random.pick(paths), random);
  if (bytes === null) return null;
  const magic = bytes.findIndex(
    (byte, index) =>
      byte === 0x7f && bytes[index + 1] === 0x45 && bytes[index + 2] === 0x4c && bytes[index + 3] === 0x46,
  );
  return magic === -1 ? bytes : bytes.slice(magic);
}

function stringsOf(path: string): readonly Uint8Array[] {
  const { stdout } = spawnSync("strings", ["-n", "6", path], { maxBuffer: 1 << 28 });
  if (stdout === null) return [];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < stdout.length && pieces.length < 4000; at += 512) pieces.push(stdout.subarray(at, at + 512));
  return pieces;
}

function noise(random: Random): Uint8Array {
  const bytes = Uint8Array.from({ length: random.below(4096) }, () => random.below(256));
  const kind = random.below(4);
  if (kind > 0) bytes.set([0x7f, 0x45, 0x4c, 0x46].slice(0, bytes.length));
  if (kind > 1 && bytes.length > 64) bytes.set([1 + random.below(2), 1 + random.below(2), 1], 4);
  if (kind > 2 && bytes.length > 64) {
    // A plausible header before the noise gets further into the parser.
    const wide = bytes[4] === 2;
    const header = wide
      ? [56, 0, random.below(8), 0, 64, 0, random.below(8), 0]
      : [32, 0, random.below(8), 0, 40, 0, random.below(8), 0];
    bytes.set([2 + random.below(2), 0, wide ? 62 : 3, 0], 16);
    bytes.fill(0, 28, 48);
    bytes[wide ? 32 : 28] = 64;
    bytes[wide ? 40 : 32] = random.below(256);
    bytes.set(header, wide ? 54 : 42);
  }
  return bytes;
}

/** `count` files of these kinds, in turn; what the machine lacks is replaced by noise. */
export function* corpora(count: number, elfFiles: readonly string[], random: Random): Generator<Uint8Array> {
  const archives = filesBelow("/usr/lib", /\.a$/);
  const others = filesBelow("/usr/share", /\.(gz|xz|png|mo|py|txt|html|zip|jar)$/);
  let texts: readonly Uint8Array[] = [];
  for (let index = 0; index < count; index++) {
    if (index % 20_000 === 0 && elfFiles.length > 0) texts = stringsOf(random.pick(elfFiles));
    const kinds: readonly (() => Uint8Array | null)[] = [
      () => (texts.length > 0 ? random.pick(texts) : null),
      () => archiveMembers(archives, random),
      () => (others.length > 0 ? piece(random.pick(others), random) : null),
      () => (elfFiles.length > 0 ? piece(random.pick(elfFiles), random) : null),
      () => noise(random),
    ];
    yield kinds[index % kinds.length]!() ?? noise(random);
  }
}
