import type { RunResult } from "@sbx/native";

/** The time limit passed. */
export const TIMED_OUT = 124;
/** sbx itself could not do its work; nothing was run. */
export const SBX_FAILED = 125;
/** The program was found but may not be executed. */
export const NOT_EXECUTABLE = 126;
/** There is no such program. */
export const NOT_FOUND = 127;

const ENOENT = 2;

/** How sbx ends: with a status, or by the signal that ended the program; and what it says about that. */
export interface Ending {
  readonly status: number;
  readonly signal: number | undefined;
  readonly message: string | undefined;
  /** Whether the native part was used, so that this process has to end by it. */
  readonly ran: boolean;
}

/** The ending of everything but a run. */
export function plainEnding(status: number): Ending {
  return { status, signal: undefined, message: undefined, ran: false };
}

/** Maps the result of a run to the ending of sbx. */
export function endingOf(result: RunResult, program: string, errnoName: (errno: number) => string): Ending {
  switch (result.kind) {
    case "exited":
      return ended(result.status);
    case "signaled":
      return { ...ended(128 + result.signal), signal: result.signal };
    case "timeout":
      return ended(TIMED_OUT, "the time limit passed: the program was ended");
    case "exec-failed":
      return execFailure(result.errno, program, errnoName);
    case "failed":
      return ended(SBX_FAILED, failureText(result, errnoName));
  }
}

function ended(status: number, message?: string): Ending {
  return { status, signal: undefined, message, ran: true };
}

function execFailure(errno: number, program: string, errnoName: (errno: number) => string): Ending {
  if (errno === ENOENT) return ended(NOT_FOUND, `${program}: there is no such program`);
  return ended(NOT_EXECUTABLE, `${program}: cannot be executed (${errnoName(errno)})`);
}

function failureText(
  result: { stage: string; errno: number; message: string },
  errnoName: (errno: number) => string,
): string {
  const code = result.errno === 0 ? "" : errnoName(result.errno);
  const cause = result.stage.includes("seccomp") ? SECCOMP_CAUSES[code] : undefined;
  const detail = [code, cause].filter((part) => part !== undefined && part !== "").join(": ");
  return `nothing was run: ${result.message || result.stage}${detail === "" ? "" : ` (${detail})`}`;
}

/** What it means when the filter cannot be installed. */
const SECCOMP_CAUSES: Readonly<Record<string, string>> = {
  EBUSY: "another sandbox supervises this process already, and there can be only one",
  EINVAL: "the kernel is older than Linux 5.19",
  ENOSYS: "the kernel has no seccomp filters",
  EPERM: "the container or service that this runs in forbids it",
  EACCES: "the container or service that this runs in forbids it",
};
