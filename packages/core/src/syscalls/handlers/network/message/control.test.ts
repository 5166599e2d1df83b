import { describe, expect, test } from "vitest";
import { cmsgSpace, ControlWalk, putCmsg } from "./control.ts";

/** Level, type and bytes of data of every message, and how the walk ended. */
function walked(bytes: Uint8Array, length: number): readonly unknown[] {
  const walk = new ControlWalk();
  walk.start(new DataView(bytes.buffer), 8, length);
  const found: unknown[] = [];
  for (;;) {
    const step = walk.next();
    if (step <= 0) return [...found, step];
    found.push([walk.message.level, walk.message.type, walk.message.size]);
  }
}

/** Two messages from offset 8 on, of 4 and of 12 bytes. */
function twoMessages(): Uint8Array {
  const bytes = new Uint8Array(128);
  const view = new DataView(bytes.buffer);
  putCmsg(view, 8, 1, 1, 4);
  putCmsg(view, 8 + cmsgSpace(4), 0, 8, 12);
  return bytes;
}

describe("control data", () => {
  test.each([
    [0, 16],
    [1, 24],
    [4, 24],
    [8, 24],
    [9, 32],
  ])("%i bytes of data take %i", (size, space) => {
    expect(cmsgSpace(size)).toBe(space);
  });

  test.each<[string, number, readonly unknown[]]>([
    ["nothing", 0, [0]],
    ["less than a head", 15, [0]],
    ["a head without its data", 16, [-1]],
    ["the first", 20, [[1, 1, 4], 0]],
    ["the first and its padding", 24, [[1, 1, 4], 0]],
    ["the second without its head", 39, [[1, 1, 4], 0]],
    ["the second one byte short", 51, [[1, 1, 4], -1]],
    ["both", 52, [[1, 1, 4], [0, 8, 12], 0]],
    ["both and padding", 56, [[1, 1, 4], [0, 8, 12], 0]],
  ])("cut to %s", (_, length, expected) => {
    expect(walked(twoMessages(), length)).toEqual(expected);
  });

  test.each<[string, number, number, readonly unknown[]]>([
    ["a length below that of a head", 15, 0, [-1]],
    ["a length of nothing", 0, 0, [-1]],
    ["a length behind the end", 53, 0, [-1]],
    ["a length of more than 32 bits", 20, 1, [-1]],
    ["a length that reaches the end", 52, 0, [[1, 1, 36], 0]],
  ])("%s", (_, low, high, expected) => {
    const bytes = twoMessages();
    const view = new DataView(bytes.buffer);
    view.setUint32(8, low, true);
    view.setUint32(12, high, true);
    expect(walked(bytes, 52)).toEqual(expected);
  });
});
