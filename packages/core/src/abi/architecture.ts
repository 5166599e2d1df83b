/** An architecture sbx runs on; the syscall table has a number column for each. */
export type Architecture = "x64" | "arm64";

/** An instruction set whose calls have numbers of their own: a native one, or the 32-bit one that x86-64 kernels also serve. */
export type Abi = Architecture | "ia32";

/**
 * `seccomp_data.arch` of each ABI. Origin: include/uapi/linux/audit.h, Linux 6.18 (`EM_… | __AUDIT_ARCH_64BIT | __AUDIT_ARCH_LE`).
 * The 32-bit mode of an arm64 CPU is not served: all of its calls are foreign.
 */
export const AUDIT_ARCH: Readonly<Record<Abi, number>> = {
  x64: 0xc000003e,
  arm64: 0xc00000b7,
  ia32: 0x40000003,
};

/** Bit that x32 calls carry in their number, under x64's `AUDIT_ARCH`. Origin: arch/x86/include/uapi/asm/unistd.h. */
export const X32_SYSCALL_BIT = 0x40000000;
