import { expect, test } from "vitest";
import { ERRNO, errnoName, errnoNumber } from "./errno.ts";

test("a number has its name, negative answers included", () => {
  expect([errnoName(13), errnoName(-2), errnoName(512)]).toEqual(["EACCES", "ENOENT", "ERESTARTSYS"]);
});

test("a number without a name is shown as digits", () => {
  expect(errnoName(41)).toBe("41");
});

test.each([
  ["EACCES", 13],
  ["EWOULDBLOCK", 11],
  ["ENOTSUP", 95],
  ["EDEADLOCK", 35],
  ["ENOSUCH", undefined],
  ["constructor", undefined],
])("%s is %s", (name, number) => {
  expect(errnoNumber(name)).toBe(number);
});

test("no two names share a number", () => {
  const numbers = Object.values(ERRNO);
  expect(new Set(numbers).size).toBe(numbers.length);
});
