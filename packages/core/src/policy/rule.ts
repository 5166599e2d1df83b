import type { ActionIndex } from "./action.ts";
import type { Mention } from "./errors.ts";
import type { NetworkPattern } from "./network/pattern.ts";

/** What every rule carries; `text` is the command as it was written. */
interface RuleBase extends Mention {
  readonly action: ActionIndex;
  /** The pattern as the policy means it: expanded, slashes tidied. Two rules are equal when this and the action are. */
  readonly pattern: string;
}

/** A rule for names: a path, `@abstract` or `!pseudo` pattern. */
export interface PathRule extends RuleBase {
  readonly kind: "path";
  readonly bytes: Uint8Array;
}

/** A rule for Internet addresses. */
export interface AddressRule extends RuleBase {
  readonly kind: "address";
  readonly network: NetworkPattern;
}

export type Rule = PathRule | AddressRule;

/** A rule that replaces what an open returns: `mask+PATTERN[:FILE[:DIRECTORY]]`. */
export interface MaskRule extends Mention {
  readonly pattern: string;
  readonly bytes: Uint8Array;
  /** Canonical path that is opened instead of a file. */
  readonly file: string;
  /** Canonical path that is opened instead of a directory; `file` where absent. */
  readonly directory: string | undefined;
}
