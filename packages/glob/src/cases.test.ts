import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compileRuleSet } from "./rule-set/compile.ts";
import { glob } from "./glob.ts";
import { openRuleSet } from "./rule-set/view.ts";

/** Pattern, text, mode (`u`: path-unaware, `i`: case folded), verdict. */
type Row = readonly [pattern: string, text: string, mode: string, verdict: 0 | 1];
/** The verdict is the one of the origin; ours is the other one, for the reason given. */
type Difference = readonly [...Row, reason: string];

interface CaseList {
  readonly source: string;
  readonly braces: boolean;
  readonly rows: readonly Row[];
  readonly differs: readonly Difference[];
}

const folder = new URL("../fixtures/", import.meta.url);
const names = readdirSync(folder).filter((name) => name.endsWith(".json"));
const read = (name: string): CaseList => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as CaseList;

/** Rows that a list must have at least: a list that was lost would pass. */
const SIZES: Readonly<Record<string, readonly [rows: number, differs: number]>> = {
  "fast-glob.json": [1052, 113],
  "found.json": [1, 0],
  "git-wildmatch.json": [728, 32],
  "krauss.json": [183, 3],
  "musl.json": [61, 1],
  "policy.json": [121, 0],
  "rsync.json": [137, 6],
  "wax.json": [48, 3],
};

function verdicts(pattern: string, text: string, mode: string, braces: boolean): Readonly<Record<string, 0 | 1>> {
  const options = { pathAware: !mode.includes("u"), ignoreCase: mode.includes("i"), braces };
  const bytes = new TextEncoder().encode(text);
  const compiled = glob(pattern, options);
  return {
    string: compiled.test(text) ? 1 : 0,
    bytes: compiled.test(bytes) ? 1 : 0,
    rules: openRuleSet(compileRuleSet([pattern], options)).match(bytes, 0, bytes.length) === 0 ? 1 : 0,
  };
}

test("no list of published cases is missing", () => {
  expect(names.toSorted()).toEqual(Object.keys(SIZES));
});

describe.each(names)("%s", (name) => {
  const list = read(name);

  test("has all its rows", () => {
    expect([list.rows.length, list.differs.length]).toEqual(SIZES[name]);
  });

  test("every verdict is the published one", () => {
    const found = list.rows.map(([pattern, text, mode]) => [
      pattern,
      text,
      mode,
      verdicts(pattern, text, mode, list.braces),
    ]);
    expect(found).toEqual(
      list.rows.map(([pattern, text, mode, verdict]) => [
        pattern,
        text,
        mode,
        { string: verdict, bytes: verdict, rules: verdict },
      ]),
    );
  });

  test("where the dialects differ, the verdict is ours", () => {
    const found = list.differs.map(([pattern, text, mode]) => verdicts(pattern, text, mode, list.braces)["string"]);
    expect(found).toEqual(list.differs.map(([, , , theirs]) => 1 - theirs));
    expect(list.differs.filter(([, , , , reason]) => !/ (here|there)$/.test(reason))).toEqual([]);
  });
});
