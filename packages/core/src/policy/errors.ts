/** What went wrong in a policy; stable names for programs. */
export type PolicyErrorCode =
  | "ERR_POLICY_COMMAND"
  | "ERR_POLICY_CATEGORY"
  | "ERR_POLICY_OPERATOR"
  | "ERR_POLICY_VALUE"
  | "ERR_POLICY_PATTERN"
  | "ERR_POLICY_ADDRESS"
  | "ERR_POLICY_VARIABLE"
  | "ERR_POLICY_INCLUDE"
  | "ERR_POLICY_PROFILE"
  | "ERR_POLICY_DOMAIN"
  | "ERR_POLICY_LOCKED"
  | "ERR_POLICY_WIDENS";

/** Where in a policy something stands. Lines and columns count from 1; a column is a UTF-16 unit. */
export interface Origin {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A command with the place where it stands. */
export interface Mention {
  readonly text: string;
  readonly origin: Origin;
}

/** Everything that a {@link PolicyError} tells. */
export interface PolicyErrorDetails {
  readonly code: PolicyErrorCode;
  /** Number of the kernel's error that the interface of the language reports. */
  readonly errno: number;
  readonly message: string;
  readonly origin: Origin;
  /** The line as it was written, for the caret. */
  readonly source: string;
  readonly found?: string | undefined;
  readonly expected?: string | undefined;
  readonly suggestion?: string | undefined;
  readonly cause?: unknown;
}

/** A policy that cannot be used, with the place and, where there is one, the cure. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code: PolicyErrorCode;
  readonly errno: number;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly source: string;
  readonly found: string | undefined;
  readonly expected: string | undefined;
  readonly suggestion: string | undefined;

  constructor(details: PolicyErrorDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.errno = details.errno;
    this.file = details.origin.file;
    this.line = details.origin.line;
    this.column = details.origin.column;
    this.source = details.source;
    this.found = details.found;
    this.expected = details.expected;
    this.suggestion = details.suggestion;
  }
}
