import type { OptionRow } from "./option-row.ts";
import type { SETTINGS } from "./setting-table.ts";
import { OPTIONS } from "./table.ts";
import type { TRACE_OPTIONS } from "./trace-table.ts";

export { OPTIONS } from "./table.ts";

/** Name of an option. */
export type OptionName = (typeof TRACE_OPTIONS)[number]["name"] | (typeof SETTINGS)[number]["name"];

/** Other names of options. */
export const OPTION_ALIASES: ReadonlyMap<string, OptionName> = new Map([
  ["pty/x", "pty/row"],
  ["pty/y", "pty/col"],
]);

const NUMBERS: ReadonlyMap<string, number> = new Map(OPTIONS.map((row, index) => [row.name, index]));

/** The number of an option, for `SealedPolicy.option`. */
export const optionNumber = (name: OptionName): number => NUMBERS.get(name) ?? -1;

/** The row of an option by any of its names. */
export const findOption = (name: string): OptionRow | undefined =>
  OPTIONS[NUMBERS.get(OPTION_ALIASES.get(name) ?? name) ?? -1];
