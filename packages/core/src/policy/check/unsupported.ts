import { CATEGORIES } from "../category/category.ts";
import { FACILITIES } from "../category/category-set.ts";
import type { Mention } from "../errors.ts";
import { optionNumeral } from "../options/option-words.ts";
import type { OptionRow } from "../options/option-row.ts";
import { OPTIONS } from "../options/options.ts";
import type { Policy } from "../policy.ts";
import { FACILITY_SUPPORT, MASK_SUPPORT, UNSUPPORTED_CATEGORIES, UNSUPPORTED_LISTS } from "./support.ts";

/** Something that a policy asks for and that is not enforced. */
export interface UnsupportedFeature {
  /** Name in the language: `sandbox/lock`, `trace/deny_tsc`, `mask`. */
  readonly name: string;
  /** `refuse`: running would be weaker than the policy says. `note`: running is as strict, or stricter. */
  readonly severity: "refuse" | "note";
  readonly message: string;
  /** The command that asked for it; none where the language has it switched on at first. */
  readonly mention: Mention | undefined;
  /** A line that makes the policy do without. */
  readonly fix: string | undefined;
}

/** Lists what a policy asks for and does not get: `run` refuses to start for the sake of the entries to refuse. */
export const unsupportedFeatures = (policy: Policy): UnsupportedFeature[] => [
  ...switches(policy),
  ...OPTIONS.flatMap((row) => option(policy, row)),
  ...lists(policy),
  ...lock(policy),
];

const refused = (name: string, mention: Mention | undefined, fix?: string): UnsupportedFeature => {
  const how = mention === undefined ? " (it is on unless it is switched off)" : "";
  return { name, severity: "refuse", message: `${name} is not supported yet${how}`, mention, fix };
};

const switches = (policy: Policy): UnsupportedFeature[] => [
  ...FACILITIES.filter((name) => policy.facilities[name] && !FACILITY_SUPPORT[name]).map((name) =>
    refused(`sandbox/${name}`, policy.facilityMentions[name], `sandbox/${name}:off`),
  ),
  ...CATEGORIES.filter((name, index) => policy.enabled[index] === true && UNSUPPORTED_CATEGORIES.has(name)).map(
    (name) => refused(`sandbox/${name}`, undefined, `sandbox/${name}:off`),
  ),
];

/** Options whose value, for a reason of their own, asks for nothing. */
const HARMLESS: Readonly<Record<string, number>> = { "segvguard/expiry": 0, "trace/memory_access": 0 };

const option = (policy: Policy, row: OptionRow): UnsupportedFeature[] => {
  const setting = policy.options.get(row.name);
  if (row.implemented || setting === undefined || setting.value === "none") return [];
  if (setting.value === row.default || HARMLESS[row.name] === optionNumeral(row, setting.value)) return [];
  if (row.kind === "relax" || row.kind === "report")
    return [
      {
        name: row.name,
        severity: "note",
        message: `${row.name} has no effect: ${row.kind === "relax" ? "that hardening does not exist here" : "reports are as they are"}`,
        mention: setting,
        fix: undefined,
      },
    ];
  const value = typeof row.default === "boolean" ? (row.default ? "on" : "off") : String(row.default);
  return [refused(row.name, setting, `${row.name}:${value}`)];
};

const lists = (policy: Policy): UnsupportedFeature[] => [
  ...[...policy.lists].flatMap(([name, items]) =>
    UNSUPPORTED_LISTS.has(name) ? items.map((item) => refused(name, item)) : [],
  ),
  ...(MASK_SUPPORT ? [] : policy.masks.map((mask) => refused("mask", mask))),
];

const lock = (policy: Policy): UnsupportedFeature[] =>
  policy.lock !== "ipc"
    ? []
    : [
        {
          name: "lock",
          severity: "note",
          message: "lock:ipc acts like lock:on: there is no socket for commands yet",
          mention: undefined,
          fix: undefined,
        },
      ];
