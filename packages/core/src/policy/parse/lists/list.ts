import type { ListItem } from "../../policy.ts";
import type { Command } from "../command.ts";
import type { Session } from "../session.ts";
import { originOf, sliceArgument, type Argument } from "../source-line.ts";

/** Reads one item of a list to the text by which it is kept. @throws {PolicyError} */
export type ItemReader = (item: Argument) => string;

const keep: ItemReader = (item) => item.text;

/** How a list is read. */
export interface ListShape {
  /** Whether a comma separates items. */
  readonly commas: boolean;
  readonly read: ItemReader;
  /** How the item to remove is read, where that is shorter than the one to add. */
  readonly readRemoved?: ItemReader;
}

/** Reads `NAME+ITEM`, `NAME-ITEM` (the last equal one), `NAME^ITEM` (all equal ones) and `NAME^` (everything). */
export const readList = (session: Session, { name, operator, argument, line }: Command, shape: ListShape): void => {
  const items = session.policy.lists.get(name) ?? [];
  session.policy.lists.set(name, items);
  if (operator === "^" && argument.text === "") {
    items.length = 0;
    return;
  }
  for (const part of shape.commas ? splitCommas(argument) : [argument]) {
    if (operator === "+") items.push({ item: shape.read(part), text: line.text, origin: originOf(line, 0) });
    else removeItem(items, (shape.readRemoved ?? shape.read)(part), operator === "-" ? "last" : "all");
  }
};

/** A removed item is equal to one in the list, or names its first field. */
const removeItem = (items: ListItem[], removed: string, which: "last" | "all"): void => {
  for (let index = items.length - 1; index >= 0; index--) {
    const item = items[index]?.item;
    if (item !== removed && item?.startsWith(`${removed}:`) !== true) continue;
    items.splice(index, 1);
    if (which === "last") return;
  }
};

const splitCommas = (argument: Argument): Argument[] => {
  const parts: Argument[] = [];
  let start = 0;
  for (const text of argument.text.split(",")) {
    parts.push(sliceArgument(argument, start, start + text.length));
    start += text.length + 1;
  }
  return parts;
};

/** A list whose items are any text. */
export const TEXT_LIST: ListShape = { commas: false, read: keep };
