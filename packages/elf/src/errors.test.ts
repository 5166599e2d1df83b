import { expect, test } from "vitest";
import { defectOf, ElfError } from "./errors.ts";

const defect = { code: "ERR_ELF_VALUE", offset: 0x40, field: "e_phentsize", found: 32, expected: 56 } as const;

test("the message says where, what was expected and what was found", () => {
  expect(new ElfError(defect).message).toBe("e_phentsize at offset 0x40: expected 56, found 32");
  expect(new ElfError({ ...defect, offset: null, found: 0xffn }).message).toBe("e_phentsize: expected 56, found 0xff");
});

test("the error carries the defect, and the cause when there is one", () => {
  const cause = new Error("EIO");
  const error = new ElfError(defect, { cause });
  expect(error).toMatchObject({ name: "ElfError", ...defect, cause });
  expect(defectOf(error)).toEqual(defect);
});
