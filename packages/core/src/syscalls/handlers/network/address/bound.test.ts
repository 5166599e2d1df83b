import { expect, test } from "vitest";
import { BOUND_ENTRIES, createSharedWords } from "../../../../supervisor/shared.ts";
import { BoundNames } from "./bound.ts";

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const add = (names: BoundNames, text: string, sort = 1): void => names.add(sort, bytesOf(text), 0, text.length);
const has = (names: BoundNames, text: string, sort = 1): boolean => names.has(sort, bytesOf(text), 0, text.length);

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

test("a name is known for sockets of the sort that was bound only (review 5)", () => {
  const names = new BoundNames(createSharedWords());
  add(names, "@name", 2);
  add(names, "@name", 3);
  expect([1, 2, 3].map((sort) => has(names, "@name", sort))).toEqual([false, true, true]);
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
