import { ACTIONS, ALLOW, DENY, type ActionIndex } from "../../action.ts";
import { parseNameList } from "../category-list.ts";
import { expandArgument } from "../expand.ts";
import { FILESYSTEM_TYPES } from "../lists/filesystem-table.ts";
import { LANDLOCK_SETS, readGrant } from "../lists/landlock.ts";
import { readList, type ItemReader } from "../lists/list.ts";
import { parseNumber, readRequest } from "../lists/numbers.ts";
import { NETLINK_FAMILIES, oneOf, URING_WORDS } from "../lists/words.ts";
import { requireNarrowing } from "./lock.ts";
import { operatorAt } from "./rule.ts";
import { refuse, type Argument, type SourceLine } from "../source-line.ts";
import type { Session } from "../session.ts";

interface SpecialList {
  /** The name behind the action. */
  readonly name: string;
  readonly actions: readonly ActionIndex[];
  readonly read: (action: ActionIndex) => ItemReader;
}

const FILESYSTEM_NAMES: ReadonlySet<string> = new Set([...FILESYSTEM_TYPES.keys(), "all"]);

/** An item of the one ordered list of file system types: `ACTION:TYPE`. */
const readFilesystem =
  (action: ActionIndex) =>
  (item: Argument): string => {
    const type =
      parseNumber(item.text, 64) === undefined ? oneOf("file system type", FILESYSTEM_NAMES)(item) : item.text;
    return `${ACTIONS[action] ?? "deny"}:${type}`;
  };

const SPECIAL: readonly SpecialList[] = [
  { name: "fs", actions: ACTIONS.map((_, action) => action), read: readFilesystem },
  { name: "ioctl", actions: [ALLOW, DENY], read: (action) => readRequest(action === ALLOW ? 32 : 64) },
  { name: "net/link", actions: [ALLOW], read: () => oneOf("netlink family", NETLINK_FAMILIES) },
  { name: "uring/op", actions: [ALLOW], read: () => oneOf("io_uring operation", URING_WORDS.op) },
  { name: "uring/reg", actions: [ALLOW], read: () => oneOf("io_uring registration", URING_WORDS.reg) },
  { name: "uring/flag", actions: [ALLOW], read: () => oneOf("io_uring flag", URING_WORDS.flag) },
];

/** Reads a rule of what has no list of names: file systems, requests, netlink, io_uring, Landlock. Answers whether it was one. */
export const readSpecialRule = (session: Session, line: SourceLine, action: ActionIndex, at: number): boolean => {
  if (line.text.startsWith("lock/", at)) {
    readLandlock(session, line, action, at + 5);
    return true;
  }
  const special = SPECIAL.find(({ name }) => line.text.startsWith(name, at) && isOperator(line.text[at + name.length]));
  if (special === undefined) return false;
  requireAction(line, action, special.actions, special.name);
  const end = at + special.name.length;
  const operator = operatorAt(line, end, "+-^", `${line.text.slice(0, end)}+NAME`);
  const argument = expandArgument(line, end + 1, session.environment);
  requireNarrowing(session, line, operator === "+" ? action >= DENY : action === ALLOW);
  const name = special.name === "fs" ? "fs" : line.text.slice(0, end);
  readList(session, { line, at: 0, name, operator, argument }, { commas: true, read: special.read(action) });
  return true;
};

const isOperator = (character: string | undefined): boolean => character !== undefined && "+-^:?!".includes(character);

const requireAction = (line: SourceLine, action: ActionIndex, allowed: readonly ActionIndex[], what: string): void => {
  if (allowed.includes(action)) return;
  const names = allowed.map((index) => ACTIONS[index] ?? "").join(" or ");
  throw refuse(line, 0, {
    code: "ERR_POLICY_COMMAND",
    message: `rules for ${what} cannot be ${ACTIONS[action] ?? ""}`,
    found: ACTIONS[action],
    expected: names,
    suggestion: `${ACTIONS[allowed[0] ?? ALLOW] ?? ""}/${what}`,
  });
};

/** Reads `allow/lock/RIGHTS(+|-|^)PATH`; `at` is where the rights begin. */
const readLandlock = (session: Session, line: SourceLine, action: ActionIndex, at: number): void => {
  requireAction(line, action, [ALLOW], "lock");
  const list = parseNameList(line, at, LANDLOCK_SETS, "right of lock");
  const operator = operatorAt(line, list.end, "+-^", `${line.text.slice(0, list.end)}+/path`);
  const argument = expandArgument(line, list.end + 1, session.environment);
  requireNarrowing(session, line, operator !== "+");
  for (const right of new Set(list.names.flatMap((name) => LANDLOCK_SETS.get(name) ?? [])))
    readList(
      session,
      { line, at: 0, name: `lock/${right}`, operator, argument },
      { commas: false, read: readGrant(right) },
    );
};
