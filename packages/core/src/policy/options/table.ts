import type { OptionRow } from "./option-row.ts";
import { SETTINGS } from "./setting-table.ts";
import { TRACE_OPTIONS } from "./trace-table.ts";

/** Every option; its position here is its number in a policy image. */
export const OPTIONS: readonly OptionRow[] = [...TRACE_OPTIONS, ...SETTINGS];
