/** What one loader of a kernel accepts: `elf_check_arch()` and the sizes that fs/binfmt_elf.c checks against. */
export interface KernelRow {
  readonly kernel: KernelName;
  readonly machines: readonly number[];
  readonly wide: boolean;
  readonly little: boolean;
  /** `elf_check_arch()` looks at `EI_CLASS`. Most do not: they decide by `e_machine` alone. */
  readonly checksClass: boolean;
  /** First address that a program cannot use. */
  readonly taskSize: number;
}

/** A kernel whose rules are known by name. `x86_64+x32` is an x86-64 one that also runs x32 programs. */
export type KernelName =
  | "x86_64"
  | "x86_64+x32"
  | "i386"
  | "aarch64"
  | "arm"
  | "riscv64"
  | "ppc64le"
  | "ppc64"
  | "ppc"
  | "s390x"
  | "loongarch64";
