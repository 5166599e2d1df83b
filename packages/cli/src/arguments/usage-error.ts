/** A command line that cannot be understood: one sentence for the user. */
export class UsageError extends Error {
  readonly code = "SBX_USAGE";
  /** A second sentence that says what to do. */
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}
