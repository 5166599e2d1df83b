import { expect, test } from "vitest";
import { BOUND_ENTRIES, createSharedWords } from "../../../../supervisor/shared.ts";
import { BoundNames } from "./bound.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const add = (names: BoundNames, text: string): void => names.add(bytesOf(text), 0, text.length);
const has = (names: BoundNames, text: string): boolean => names.has(bytesOf(text), 0, text.length);

test("a name is known to every emulator once it was bound", () => {
  const shared = createSharedWords();
  add(new BoundNames(shared), "127.0.0.1!80");
  const other = new BoundNames(shared);
  expect(["127.0.0.1!80", "127.0.0.1!8", "127.0.0.1!800", "127.0.0.1!81", ""].map((name) => has(other, name))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
});

test("the newest names are kept", () => {
  const names = new BoundNames(createSharedWords());
  for (let i = 0; i <= BOUND_ENTRIES; i++) add(names, `/run/${i}`);
  expect([has(names, "/run/0"), has(names, "/run/1"), has(names, `/run/${BOUND_ENTRIES}`)]).toEqual([
    false,
    true,
    true,
  ]);
});

test("a name that is bound again takes no more room", () => {
  const names = new BoundNames(createSharedWords());
  add(names, "/first");
  for (let i = 0; i < BOUND_ENTRIES; i++) add(names, "/again");
  expect(has(names, "/first")).toBe(true);
});

test("a name that is too long is not kept", () => {
  const names = new BoundNames(createSharedWords());
  add(names, "x".repeat(129));
  add(names, "x".repeat(128));
  expect([has(names, "x".repeat(129)), has(names, "x".repeat(128))]).toEqual([false, true]);
});

test("the flag of the umask is not touched", () => {
  const shared = createSharedWords();
  add(new BoundNames(shared), "@name");
  expect(shared[0]).toBe(0);
});
