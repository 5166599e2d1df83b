import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { apiReference } from "../scripts/api-reference.ts";
import * as api from "./index.ts";

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

/** TypeScript blocks of a text, the ones without an import left out. */
function blocks(text: string): string[] {
  return [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code]) => code!);
}

/** Runs an example: every line `expression; // value` has to hold. Answers how many did. */
function run(code: string): number {
  let checked = 0;
  const check = (found: unknown, expected: unknown, line: string): void => {
    expect({ line, found }).toEqual({ line, found: expected });
    checked++;
  };
  const body = code
    .replaceAll(/^import \{([^}]*)\} from "@sbx\/glob";$/gm, "const {$1} = api;")
    .replaceAll(/^(\S.*); \/\/ (.+)$/gm, (line, expression: string, value: string) => {
      return `check(${expression}, ${value}, ${JSON.stringify(line)});`;
    });
  // oxlint-disable-next-line no-new-func -- The code is the repository's own documentation, and running it is what is tested.
  new Function("api", "check", `"use strict"; ${body}`)(api, check);
  return checked;
}

describe("the documentation", () => {
  test("every example of the README does what its comments say", () => {
    expect(blocks(read("README.md")).map(run)).toEqual([5, 8, 4, 3]);
  });

  test("every example of the doc comments does what its comments say", () => {
    const everything = `const { ${Object.keys(api).join(", ")} } = api;\n`;
    const examples = blocks(apiReference()).filter((code) => /; \/\/ /.test(code));
    expect(examples.map((code) => run(everything + code))).toEqual([2, 3, 1, 1]);
  });

  test("the API reference is the one that the doc comments make (pnpm --filter @sbx/glob docs)", () => {
    expect(read("docs/api.md")).toBe(apiReference());
  });
});
