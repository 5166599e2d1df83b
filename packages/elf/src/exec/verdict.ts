/** Errors of execve(2) that this package predicts. */
export type ExecErrno = "ENOEXEC" | "EIO" | "EINVAL" | "EACCES";

/**
 * What the kernel does with a file by the rules of fs/binfmt_elf.c and fs/binfmt_script.c.
 *
 * - `runs`: no rule is against it; the interpreter it names is another file with a verdict of its own
 * - `refused`: execve(2) fails with `errno`, whatever the machine's state
 * - `killed`: the old program is gone when the kernel finds out, so the process dies of SIGSEGV
 */
export type ExecVerdict =
  | { readonly outcome: "runs" }
  | { readonly outcome: "refused"; readonly errno: ExecErrno; readonly reason: string }
  | { readonly outcome: "killed"; readonly reason: string };

export const RUNS: ExecVerdict = { outcome: "runs" };

export function refused(errno: ExecErrno, reason: string): ExecVerdict {
  return { outcome: "refused", errno, reason };
}

export function killed(reason: string): ExecVerdict {
  return { outcome: "killed", reason };
}
