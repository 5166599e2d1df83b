/** How a run ended, as the kernel's side tells it. */
export type RunResult =
  | { readonly kind: "exited"; readonly status: number }
  | { readonly kind: "signaled"; readonly signal: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "failed"; readonly stage: string; readonly errno: number; readonly message: string }
  | { readonly kind: "exec-failed"; readonly errno: number };

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
}

/** Maps the result of a run to the ending of sbx. */
export function endingOf(result: RunResult, program: string, errnoName: (errno: number) => string): Ending {
  switch (result.kind) {
    case "exited":
      return { status: result.status, signal: undefined, message: undefined };
    case "signaled":
      return { status: 128 + result.signal, signal: result.signal, message: undefined };
    case "timeout":
      return { status: TIMED_OUT, signal: undefined, message: "the time limit passed: the program was ended" };
    case "exec-failed":
      return { signal: undefined, ...execFailure(result.errno, program, errnoName) };
    case "failed":
      return { status: SBX_FAILED, signal: undefined, message: failureText(result, errnoName) };
  }
}

function execFailure(errno: number, program: string, errnoName: (errno: number) => string): { status: number; message: string } {
  if (errno === ENOENT) return { status: NOT_FOUND, message: `${program}: there is no such program` };
  return { status: NOT_EXECUTABLE, message: `${program}: cannot be executed (${errnoName(errno)})` };
}

function failureText(result: { stage: string; errno: number; message: string }, errnoName: (errno: number) => string): string {
  const code = result.errno === 0 ? "" : ` (${errnoName(result.errno)})`;
  return `nothing was run: ${result.message || result.stage}${code}`;
}
