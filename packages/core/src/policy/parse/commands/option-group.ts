import { findOption, OPTIONS } from "../../options/options.ts";
import type { OptionRow } from "../../options/option-row.ts";
import { parseNameList } from "../category-list.ts";
import { operatorAt } from "./rule.ts";
import type { SourceLine } from "../source-line.ts";

/** Beginnings of options that take a comma list of names behind them. */
const GROUPS: readonly { readonly prefix: string; readonly all: boolean; readonly what: string }[] = [
  { prefix: "unshare/", all: true, what: "namespace" },
  { prefix: "log/lock/", all: false, what: "setting of log/lock" },
];

const membersOf = (prefix: string): string[] =>
  OPTIONS.filter((row) => row.name.startsWith(prefix)).map((row) => row.name.slice(prefix.length));

const NAMES: ReadonlyMap<string, ReadonlyMap<string, true>> = new Map(
  GROUPS.map(({ prefix, all }) => [
    prefix,
    new Map([...membersOf(prefix), ...(all ? ["all"] : [])].map((name) => [name, true] as const)),
  ]),
);

/** Options that a line sets together, and where its value begins. */
export interface OptionGroup {
  readonly rows: readonly OptionRow[];
  readonly valueAt: number;
}

/** Reads `unshare/NAMES:` and `log/lock/NAMES:`; undefined for a line that is neither. @throws {PolicyError} EINVAL */
export const readOptionGroup = (line: SourceLine): OptionGroup | undefined => {
  const group = GROUPS.find(({ prefix }) => line.text.startsWith(prefix));
  if (group === undefined) return undefined;
  const { prefix, what } = group;
  const list = parseNameList(line, prefix.length, NAMES.get(prefix) ?? new Map(), what);
  operatorAt(line, list.end, ":", `${line.text.slice(0, list.end)}:on`);
  const names = list.names.flatMap((name) => (name === "all" ? membersOf(prefix) : [name]));
  return { rows: names.flatMap((name) => findOption(prefix + name) ?? []), valueAt: list.end + 1 };
};
