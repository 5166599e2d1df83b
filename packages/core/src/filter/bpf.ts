// Classic BPF as seccomp takes it. Origin: include/uapi/linux/bpf_common.h, filter.h and seccomp.h, Linux 6.18.

/** `BPF_LD | BPF_W | BPF_ABS`: A = 32 bits of `struct seccomp_data` at offset k. */
export const LOAD = 0x20;
/** `BPF_ALU | BPF_AND | BPF_K`: A &= k. */
export const AND = 0x54;
/** `BPF_JMP | BPF_JA`: skip k instructions. */
export const JUMP = 0x05;
/** `BPF_JMP | BPF_JEQ | BPF_K` */
export const JUMP_EQUAL = 0x15;
/** `BPF_JMP | BPF_JGT | BPF_K`, unsigned. */
export const JUMP_ABOVE = 0x25;
/** `BPF_JMP | BPF_JGE | BPF_K`, unsigned. */
export const JUMP_AT_LEAST = 0x35;
/** `BPF_JMP | BPF_JSET | BPF_K`: A & k. */
export const JUMP_ANY_BIT = 0x45;
/** `BPF_RET | BPF_K` */
export const RETURN = 0x06;

/** Most instructions of a program (`BPF_MAXINSNS`). */
export const MAX_INSTRUCTIONS = 4096;
/** `sizeof(struct sock_filter)`: u16 code, u8 jt, u8 jf, u32 k. */
export const INSTRUCTION_SIZE = 8;
/** Furthest that a conditional jump reaches. */
export const MAX_BRANCH = 255;

/** Offsets in `struct seccomp_data`; an argument is 64 bits, its lower half first. */
export const DATA_NR = 0;
export const DATA_ARCH = 4;
export const DATA_ARGS = 16;

export const RET_KILL_PROCESS = 0x80000000;
export const RET_ERRNO = 0x00050000;
export const RET_USER_NOTIF = 0x7fc00000;
export const RET_ALLOW = 0x7fff0000;
export const RET_ACTION_FULL = 0xffff0000;
export const RET_DATA = 0x0000ffff;
