import { CATEGORIES, CATEGORY_INDEX, type Category, type Policy } from "../policy/index.ts";

const MODE_CATEGORIES: readonly (readonly [bit: number, category: Category])[] = [
  [0o400, "read"],
  [0o200, "write"],
  [0o100, "exec"],
  [0o040, "stat"],
];

const MODE_FACILITIES = [
  [0o020, "proxy"],
  [0o010, "tpe"],
  [0o004, "lock"],
  [0o002, "uring"],
  [0o001, "force"],
] as const;

const MODE_NAMESPACES = [
  [0o1000, "unshare/mount"],
  [0o4000, "unshare/user"],
  [0o2000, "unshare/net"],
] as const;

/** What is switched on, as the mode bits of the device that stands for the policy. */
export function modeOfState(policy: Policy): number {
  let mode = 0;
  for (const [bit, category] of MODE_CATEGORIES) if (policy.enabled[CATEGORY_INDEX[category]] === true) mode |= bit;
  for (const [bit, facility] of MODE_FACILITIES) if (policy.facilities[facility]) mode |= bit;
  for (const [bit, option] of MODE_NAMESPACES) if (policy.options.get(option)?.value === true) mode |= bit;
  return mode;
}

/** What is switched on, as the number of links of that device: bit 0 for `lock`, then the categories in order. */
export function linksOfState(policy: Policy): bigint {
  let links = policy.facilities.lock ? 1n : 0n;
  for (const index of CATEGORIES.keys())
    if (policy.enabled[index] === true && index <= CATEGORY_INDEX.sendfd) links |= 1n << BigInt(index + 1);
  return links;
}
