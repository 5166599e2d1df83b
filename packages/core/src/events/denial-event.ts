import type { RuleDescription } from "../policy/index.ts";

/** The rule that decided for one category. */
export interface DecidingRule extends RuleDescription {
  readonly category: string;
}

/** One decision worth telling: a call that was refused, or one that `warn` let pass. */
export interface DenialEvent {
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** The thread that made the call. */
  readonly pid: number;
  /** Name of the system call. */
  readonly sys: string;
  /** Every category that was asked about the object, in their order; empty for a refusal that no category guards. */
  readonly cap: readonly string[];
  /** The action that was taken; empty for something that is told though no action of a rule did it. */
  readonly act: string;
  /** The canonical path, or the pseudo name, as bytes. */
  readonly path?: Uint8Array;
  /** The Internet address, `127.0.0.1!80`. */
  readonly addr?: string;
  /** What the call returned; 0 where it went on. */
  readonly errno: number;
  /** The rules that decided; a category that is missing here was decided by its default. */
  readonly rules: readonly DecidingRule[];
  /** The part of the kernel that refused, where no category did. */
  readonly ctx?: string;
  /** A rule or option that would let the call pass. */
  readonly tip?: string;
}

/** Where events go; called between the decision and the answer. */
export type EventSink = (event: DenialEvent) => void;
