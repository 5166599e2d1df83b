import { expect, test } from "vitest";
import { mergeLists } from "./merge-lists.ts";

test.each([
  [[[]], []],
  [[["a", "b"]], ["a", "b"]],
  [
    [
      ["a", "c"],
      ["b", "c", "d"],
    ],
    ["a", "b", "c", "d"],
  ],
  [
    [
      ["c", "d"],
      ["b", "c"],
      ["a", "b"],
    ],
    ["a", "b", "c", "d"],
  ],
  [
    [["a"], [], ["b"]],
    ["a", "b"],
  ],
  [
    [
      ["a", "b"],
      ["b", "a"],
    ],
    undefined,
  ],
  [
    [
      ["a", "b"],
      ["b", "c"],
      ["c", "a"],
    ],
    undefined,
  ],
  [[["a", "a"]], undefined],
  [
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
    undefined,
  ],
])("%j in one order", (lists, items) => {
  const merged = mergeLists<string>(lists);
  expect(merged?.items).toEqual(items);
  const { items: order, masks, positions } = merged ?? { items: [], masks: [], positions: [] };
  const has = (list: number, index: number): boolean => ((masks[index]! >>> list) & 1) === 1;
  const found = positions.map((own, list) =>
    order.flatMap((item, index) => (has(list, index) ? [[item, lists[list]![own[index]!]]] : [])),
  );
  expect(found).toEqual(positions.map((_, list) => lists[list]!.map((item) => [item, item])));
});

test("the 32nd list has the last bit", () => {
  const lists = Array.from({ length: 32 }, (_, list) => [list, 99]);
  expect(mergeLists(lists)?.masks.slice(-2)).toEqual([1 << 31, -1]);
});
