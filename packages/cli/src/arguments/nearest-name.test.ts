import { expect, test } from "vitest";
import { nearestName } from "./nearest-name.ts";

const commands = ["run", "check", "explain", "doctor", "syscalls", "profile"];

test.each([
  ["rnu", "run"],
  ["chekc", "check"],
  ["expl", "explain"],
  ["docter", "doctor"],
  ["syscall", "syscalls"],
  ["profiles", "profile"],
  ["banana", undefined],
  ["ls", undefined],
  ["", undefined],
])("%j means %j", (name, expected) => {
  expect(nearestName(name, commands)).toBe(expected);
});
