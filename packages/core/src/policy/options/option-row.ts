/** How the value of an option is written. */
export type OptionType = "boolean" | "integer" | "size" | "duration" | "octal" | "level" | "namespaces" | "string";

/** One option of the policy language. */
export interface OptionRow {
  readonly name: string;
  readonly type: OptionType;
  /** `"none"` where nothing is set unless somebody sets it. */
  readonly default: boolean | number | string;
  readonly min?: number;
  readonly max?: number;
  /** What 0 means, where it is not the least. */
  readonly zero?: "unlimited";
  /** Whether `inf` is a value. */
  readonly infinite?: boolean;
  /** Words that unset it. */
  readonly none?: readonly string[];
  /** Unit in which a duration is kept, and that a bare number has. */
  readonly unit?: "ns" | "us" | "s";
  /** When it may be changed: before the program starts only, or at run time too. */
  readonly when: "start" | "run";
  /** The direction in which `lock:drop` lets it be changed. */
  readonly drop?: "on" | "off" | "less" | "more";
  /**
   * What it does to the confinement: lifts a hardening, adds a restriction, sets a value, or concerns reports only. A
   * restriction or value that is not implemented is refused; a hardening that does not exist can be lifted freely.
   */
  readonly kind: "relax" | "restrict" | "set" | "report";
  readonly implemented: boolean;
  /** Release of the language in which it came. */
  readonly since?: string;
  /** What it does when it is on or set, in one line. */
  readonly effect: string;
}
