/** The stable codes of {@link GlobError}. */
export type GlobErrorCode = "ERR_GLOB_SURROGATE" | "ERR_GLOB_BRACES" | "ERR_GLOB_IMAGE";

/** The only error this package throws: a stable `code`, a message with what was found, and a `hint` that tells the cure. */
export class GlobError extends Error {
  override readonly name: string = "GlobError";
  /** Stable across releases; compare this, not the message. */
  readonly code: GlobErrorCode;
  /** What to do about it. */
  readonly hint: string;

  constructor(code: GlobErrorCode, message: string, hint: string) {
    super(message);
    this.code = code;
    this.hint = hint;
  }
}
