import type { KernelRow } from "./kernel-row.ts";

// In the order in which a kernel tries its loaders (native, then compat). Sources: arch/*/include/asm/{elf,compat,processor}.h, Linux 6.12.
export const kernelTable: readonly KernelRow[] = [
  { kernel: "x86_64", machines: [62], wide: true, little: true, checksClass: false, taskSize: 0x7fff_ffff_f000 },
  { kernel: "x86_64", machines: [3, 6], wide: false, little: true, checksClass: false, taskSize: 0xffff_e000 },
  { kernel: "x86_64+x32", machines: [62], wide: true, little: true, checksClass: false, taskSize: 0x7fff_ffff_f000 },
  { kernel: "x86_64+x32", machines: [3, 6, 62], wide: false, little: true, checksClass: false, taskSize: 0xffff_e000 },
  { kernel: "i386", machines: [3, 6], wide: false, little: true, checksClass: false, taskSize: 0xc000_0000 },
  { kernel: "aarch64", machines: [183], wide: true, little: true, checksClass: false, taskSize: 0x1_0000_0000_0000 },
  { kernel: "aarch64", machines: [40], wide: false, little: true, checksClass: false, taskSize: 0x1_0000_0000 },
  { kernel: "arm", machines: [40], wide: false, little: true, checksClass: false, taskSize: 0xc000_0000 },
  { kernel: "riscv64", machines: [243], wide: true, little: true, checksClass: true, taskSize: 0x100_0000_0000_0000 },
  { kernel: "riscv64", machines: [243], wide: false, little: true, checksClass: true, taskSize: 0x8000_0000 },
  { kernel: "ppc64le", machines: [21], wide: true, little: true, checksClass: false, taskSize: 0x10_0000_0000_0000 },
  { kernel: "ppc64le", machines: [20], wide: false, little: true, checksClass: false, taskSize: 0x1_0000_0000 },
  { kernel: "ppc64", machines: [21], wide: true, little: false, checksClass: false, taskSize: 0x10_0000_0000_0000 },
  { kernel: "ppc64", machines: [20], wide: false, little: false, checksClass: false, taskSize: 0x1_0000_0000 },
  { kernel: "ppc", machines: [20], wide: false, little: false, checksClass: false, taskSize: 0x1_0000_0000 },
  { kernel: "s390x", machines: [22, 0xa390], wide: true, little: false, checksClass: true, taskSize: 0x20_0000_0000_0000 },
  { kernel: "loongarch64", machines: [258], wide: true, little: true, checksClass: false, taskSize: 0x8000_0000_0000 },
];
