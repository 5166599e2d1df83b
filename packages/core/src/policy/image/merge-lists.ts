/** Lists with common items in one order, in which every list keeps its own. */
export interface MergedLists<Item> {
  readonly items: readonly Item[];
  /** For each item the lists that have it: bit n stands for the n-th. */
  readonly masks: readonly number[];
  /** For each list and each item its index in that list; 0 for items that the list does not have. */
  readonly positions: readonly Uint32Array[];
}

/**
 * Merges lists, 32 at most. Undefined where no order suits all of them: two have the same items the other way round, or an
 * item stands twice in one.
 */
export const mergeLists = <Item>(lists: readonly (readonly Item[])[]): MergedLists<Item> | undefined => {
  const owners = ownersOf(lists);
  const heads = lists.map(() => 0);
  const positions = lists.map(() => new Uint32Array(owners.size));
  const items: Item[] = [];
  const masks: number[] = [];
  let list = 0;
  // An item goes next when all lists that have it have come to it. Else one that has not comes first: that many times at
  // most, were there no circle.
  for (let detours = 0; items.length < owners.size;) {
    const item = lists[list]?.[heads[list] ?? 0];
    const mask = item === undefined ? 0 : (owners.get(item) ?? 0);
    const behind = item === undefined ? (list + 1) % lists.length : listBehind(lists, heads, mask, item);
    if (item !== undefined && behind < 0) {
      for (let owner = 0; owner < lists.length; owner++)
        if ((mask >>> owner) & 1) positions[owner]![items.length] = heads[owner]!++;
      items.push(item);
      masks.push(mask);
      detours = 0;
    } else if (detours++ < 2 * lists.length) list = behind;
    else return undefined;
  }
  return lists.every(({ length }, index) => heads[index] === length) ? { items, masks, positions } : undefined;
};

const ownersOf = <Item>(lists: readonly (readonly Item[])[]): ReadonlyMap<Item, number> => {
  const owners = new Map<Item, number>();
  for (let list = 0; list < lists.length; list++)
    for (const item of lists[list]!) owners.set(item, (owners.get(item) ?? 0) | (1 << list));
  return owners;
};

/** The first of the lists in the mask that has not come to the item yet; −1 for none. */
const listBehind = <Item>(
  lists: readonly (readonly Item[])[],
  heads: readonly number[],
  mask: number,
  item: Item,
): number => {
  for (let list = 0; list < lists.length; list++)
    if ((mask >>> list) & 1 && lists[list]![heads[list]!] !== item) return list;
  return -1;
};
