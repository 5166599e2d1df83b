import { expect, test } from "vitest";
import { checkLimit, defaultLimits, resolveLimits } from "./limits.ts";

test("a changed limit leaves the others at their defaults", () => {
  expect(resolveLimits({ notes: 3 })).toEqual({ ...defaultLimits, notes: 3 });
  expect(resolveLimits(undefined)).toBe(defaultLimits);
});

test.each([
  [{ notes: 0 }, "limits.notes"],
  [{ sections: 1.5 }, "limits.sections"],
  [{ versions: Number.NaN }, "limits.versions"],
  [{ execReadBytes: 511 }, "limits.execReadBytes"],
])("%o is no set of limits", (limits, field) => {
  expect(() => resolveLimits(limits)).toThrow(expect.objectContaining({ code: "ERR_ELF_ARGUMENT", field }));
});

test("the limit itself is allowed, one more is not", () => {
  expect(() => checkLimit(5, 5, "notes", 0)).not.toThrow();
  expect(() => checkLimit(6, 5, "notes", 9)).toThrow(
    expect.objectContaining({ code: "ERR_ELF_LIMIT", offset: 9, field: "notes", found: 6, expected: "at most 5" }),
  );
});
