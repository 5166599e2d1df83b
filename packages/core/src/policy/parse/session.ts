import type { CategoryIndex } from "../category/category.ts";
import type { Origin } from "../errors.ts";
import type { Policy } from "../policy.ts";
import type { Environment } from "./expand.ts";

/** Where commands come from, in the order in which they act. */
export type PolicySource =
  | { readonly kind: "profile"; readonly name: string }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly text: string;
      /** Whether the file is passed over, instead of refused, when an earlier source locked the policy. */
      readonly optional?: boolean;
    }
  | { readonly kind: "line"; readonly text: string; readonly name?: string };

/** A policy file that a line `include PATH` asked for. */
export interface PolicyFile {
  /** Canonical name: how errors call it and by which loops are found. */
  readonly name: string;
  readonly text: string;
}

/** What parsing needs from outside: the package itself reads neither files nor variables. */
export interface PolicyContext {
  readonly environment: Environment;
  /**
   * Reads a file for `include`; `includedFrom` is the name of the source that has the line. It may throw: the error
   * becomes the cause of the policy's.
   */
  readonly readPolicyFile?: (path: string, includedFrom: string) => PolicyFile;
  /** Text of a built-in profile, undefined for a name that there is not. */
  readonly profileText?: (name: string) => string | undefined;
  /** Names for suggestions. */
  readonly profileNames?: readonly string[];
}

/** Something that is worth a line in `check`, with the cure. */
export interface PolicyWarning {
  readonly code: string;
  readonly message: string;
  readonly origin: Origin;
  readonly source: string;
  readonly fix?: string;
}

/** State while sources are read. */
export interface Session {
  readonly policy: Policy;
  readonly context: PolicyContext;
  /** Variables as lines see them: `setenv!` and its like act on later lines too. */
  readonly environment: Record<string, string | undefined>;
  readonly warnings: PolicyWarning[];
  /** Categories of the lists that rules began with so far: profiles repeat a few of them many times. */
  readonly categoryLists: Map<string, ReadonlySet<CategoryIndex>>;
  /** Names of the files and profiles that are open, outermost first. */
  readonly open: string[];
  /** Kind of the source that the current line comes from. */
  kind: PolicySource["kind"];
  /** Reads another text in the place of the current line. */
  readonly readText: (name: string, text: string) => void;
}
