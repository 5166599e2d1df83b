/** A rule as an event names it. */
export interface EventRule {
  readonly category: string;
  readonly text: string;
  readonly file: string;
  readonly line: number;
}

/** One refusal (or warning) as the kernel reports it. */
export interface DenialEvent {
  /** Milliseconds since 1970. */
  readonly time: number;
  readonly pid: number;
  readonly comm?: string;
  readonly sys: string;
  /** Categories that were asked and refused. */
  readonly cap: readonly string[];
  readonly act: string;
  /** Bytes as the kernel has them. */
  readonly path?: Uint8Array;
  readonly addr?: string;
  readonly errno: number;
  /** The rules that decided; a category that is missing was decided by its default. */
  readonly rules: readonly EventRule[];
  readonly ctx?: string;
  /** A sentence for the user. */
  readonly tip?: string;
}
