import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { referenceFile, renderApiReference } from "../scripts/api-reference.mjs";
import * as sbxPath from "./index.ts";

const folder = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(folder + file, "utf8");

const readme: readonly [where: string, code: string][] = [...read("README.md").matchAll(/```js\n([\s\S]*?)```/g)].map(
  ([, code], index) => [`README.md, example ${index + 1}`, code ?? ""],
);

const comments: readonly [where: string, code: string][] = readdirSync(`${folder}src`, {
  encoding: "utf8",
  recursive: true,
})
  .filter((file) => /(?<!\.test)\.ts$/.test(file))
  .flatMap((file) =>
    [...read(`src/${file}`).matchAll(/@example\n((?: *\* (?!@).*\n)+)/g)].map(([, code]): [string, string] => [
      `src/${file}`,
      (code ?? "").replace(/^ *\* ?/gm, ""),
    ]),
  );

/** Turns `call(); // → value` into a check of the value, and `// throws CODE` into one of the error. */
function runExample(code: string): number {
  let checked = 0;
  const body = code
    .replace(/import \{([^}]*)\} from "@sbx\/path";/g, "const {$1} = sbxPath;")
    .replace(/^(.*); \/\/ → (.*)$/gm, "equal(($1), ($2));")
    .replace(/^(.*); \/\/ throws (\w+)$/gm, "fails(() => ($1), '$2');");
  const equal = (found: unknown, expected: unknown): void => {
    expect(found).toEqual(expected);
    checked++;
  };
  const fails = (call: () => unknown, expected: string): void => {
    expect(call).toThrow(expect.objectContaining({ code: expected }));
    checked++;
  };
  // An example of a doc comment imports nothing: it sees all exports.
  const scope = code.includes("import {") ? {} : sbxPath;
  const names = ["sbxPath", "equal", "fails", ...Object.keys(scope)];
  new Function(...names, body)(sbxPath, equal, fails, ...Object.values(scope));
  return checked;
}

test.each([...readme, ...comments])("%s does what it says", (_where, code) => {
  expect(runExample(code)).toBeGreaterThan(0);
});

test("the README and the doc comments have examples", () => {
  expect(readme.length).toBeGreaterThanOrEqual(3);
  expect(comments.length).toBeGreaterThanOrEqual(8);
});

test("the API reference is current", () => {
  expect(read("docs/api.md")).toBe(renderApiReference());
  expect(referenceFile).toBe(`${folder}docs/api.md`);
});
