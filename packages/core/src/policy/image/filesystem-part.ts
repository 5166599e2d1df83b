import { ACTIONS, ALLOW, actionOf, type Verdict } from "../action.ts";
import { FILESYSTEM_TYPES } from "../parse/lists/filesystem-table.ts";
import type { ListItem, Policy } from "../policy.ts";

/** What becomes of opens by the type of the file system. */
export interface FilesystemTable {
  /** Entries as the image has them, sorted by the number of the type. */
  readonly words: readonly number[];
  /** Verdict for every other type. */
  readonly otherwise: Verdict;
}

/**
 * Settles for every type that is named which rule decides, the last that matches; undefined where opens are not judged by
 * file system at all.
 *
 * @param numberOf - gives a rule its number in the table of all rules
 */
export const filesystemTable = (policy: Policy, numberOf: (item: ListItem) => number): FilesystemTable | undefined => {
  if (!policy.facilities.fs) return undefined;
  const verdicts = new Map<bigint, Verdict>();
  let otherwise: Verdict = policy.facilityDefaults.fs;
  for (const item of policy.lists.get("fs") ?? []) {
    const colon = item.item.indexOf(":");
    const type = item.item.slice(colon + 1);
    const action = ACTIONS.findIndex((name) => name === item.item.slice(0, colon));
    const verdict = action | ((numberOf(item) + 1) << 4);
    if (type === "all") {
      verdicts.clear();
      otherwise = verdict;
    } else for (const number of numbersOf(type)) verdicts.set(number, verdict);
  }
  const everything = [otherwise, ...verdicts.values()].every((verdict) => actionOf(verdict) === ALLOW);
  if (everything) return undefined;
  const words = [...verdicts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([number, verdict]) => [Number(number & 0xffff_ffffn), Number(number >> 32n), verdict]);
  return { words, otherwise };
};

/** The numbers of a type: those of its name, or the one that is written. */
const numbersOf = (type: string): readonly bigint[] =>
  FILESYSTEM_TYPES.get(type)?.map(BigInt) ?? [BigInt(type.toLowerCase())];
