import { testStructure } from "../../samples/structure-contract.ts";
import { fileHeader } from "./file-header.ts";

const TOP = 0xfedc_ba98_7654_3210n;

testStructure(fileHeader, {
  write: (out, { wide }) => {
    out.bytes([0x7f, 0x45, 0x4c, 0x46, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    out.u16(0x0102).u16(0x0304).u32(0x0506_0708);
    out
      .word(wide ? TOP : 0xfedc_ba98n)
      .word(0x1111)
      .word(0x2222);
    return out.u32(0x8000_0001).u16(0x0a01).u16(0x0a02).u16(0x0a03).u16(0x0a04).u16(0x0a05).u16(0xffff);
  },
  expected: ({ wide }) => ({
    type: 0x0102,
    machine: 0x0304,
    version: 0x0506_0708,
    entry: wide ? TOP : 0xfedc_ba98n,
    phoff: 0x1111n,
    shoff: 0x2222n,
    flags: 0x8000_0001,
    ehsize: 0x0a01,
    phentsize: 0x0a02,
    phnum: 0x0a03,
    shentsize: 0x0a04,
    shnum: 0x0a05,
    shstrndx: 0xffff,
  }),
});
