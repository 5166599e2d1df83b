import { readFileSync } from "node:fs";
import { inspect } from "node:util";
import { describe, expect, test } from "vitest";
import { buildElf } from "../samples/build-elf.ts";
import { sampleOptions } from "../samples/sample-options.ts";
import { apiReference } from "../scripts/api-reference.ts";
import * as elf from "./index.ts";

const read = (path: string): string => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");
const hello = buildElf(sampleOptions({ wide: true, little: true }));

/** The modules that examples import; the one file that they read is a sample. */
const modules: Readonly<Record<string, unknown>> = {
  "@sbx/elf": elf,
  "node:fs": {
    readFileSync: (path: string): Uint8Array => (path === "hello" ? hello : Uint8Array.from(readFileSync(path))),
    openSync: (): number => 3,
    closeSync: (): void => undefined,
    fstatSync: (): { readonly size: number } => ({ size: hello.length }),
    readSync: (_: number, target: Uint8Array, at: number, length: number, offset: number): number => {
      const bytes = hello.subarray(offset, offset + length);
      target.set(bytes, at);
      return bytes.length;
    },
  },
};

/** Runs an example and gives what it prints, line by line. */
function run(example: string): readonly string[] {
  const printed: string[] = [];
  const log = (...values: readonly unknown[]): void => {
    printed.push(values.map((value) => (typeof value === "string" ? value : inspect(value))).join(" "));
  };
  const body = example.replaceAll(/^import \{(.*)\} from "(.*)";$/gm, 'const {$1} = modules["$2"];');
  // oxlint-disable-next-line typescript/no-implied-eval -- running the README's examples is the point
  new Function("modules", "console", body)(modules, { log });
  return printed;
}

describe("README", () => {
  const examples = [...read("README.md").matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code!);

  test("has examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  test.each(examples.map((code) => [code]))("%s", (code) => {
    const expected = [...code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map(([, text]) => text!);
    expect(expected.length).toBeGreaterThan(0);
    expect(run(code)).toEqual(expected);
  });
});

test("docs/api.md is what the doc comments say (write it with: pnpm --filter @sbx/elf docs)", () => {
  expect(read("docs/api.md")).toBe(apiReference());
});

test("every exported type and function is in the reference", () => {
  const names = [...read("src/index.ts").matchAll(/\b([A-Za-z]\w*)(?=,| \})/g)].map(([, name]) => name!);
  const reference = read("docs/api.md");
  expect(names.filter((name) => !reference.includes(`## ${name}\n`))).toEqual([]);
  expect(names.length).toBeGreaterThan(30);
});
