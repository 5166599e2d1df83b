import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Abi } from "../abi/architecture.ts";
import { CATEGORIES } from "../policy/category/category.ts";
import { ARG_KINDS } from "./arg-kinds.ts";
import { FOREIGN_CALL } from "./dispatch.ts";
import { HANDLER_NAMES } from "./handler-names.ts";
import { OPTIONS } from "./options-table.ts";
import type { Outcome } from "./row.ts";
import { SYSCALLS } from "./table.ts";

const ABIS: readonly Abi[] = ["x64", "arm64", "ia32"];
const NAMES = new Map(SYSCALLS.map((row) => [row.name, row]));

/** A row's own outcome and those of its variants. */
const outcomes = (row: (typeof SYSCALLS)[number]): readonly Outcome[] => [...(row.when ?? []), row];

/** Numbers of Linux 6.18, see the head of the file. */
const kernel: ReadonlyMap<string, Readonly<Partial<Record<Abi, number>>>> = new Map(
  readFileSync(new URL("kernel-numbers.tsv", import.meta.url), "utf8")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [name = "", ...numbers] = line.split("\t");
      const columns = ABIS.map((abi, index) => [abi, numbers[index]] as const).filter(([, number]) => number !== "-");
      return [name, Object.fromEntries(columns.map(([abi, number]) => [abi, Number(number)]))];
    }),
);

describe("numbers", () => {
  test("rows are sorted by name, and no name is there twice", () => {
    const names = SYSCALLS.map((row) => row.name);
    expect(names).toEqual([...new Set(names)].sort());
  });

  test.each(ABIS)("no number is there twice on %s", (abi) => {
    const numbers = SYSCALLS.flatMap((row) => row.nr[abi] ?? []);
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test("every row has the numbers of Linux 6.18", () => {
    for (const row of SYSCALLS)
      expect({ name: row.name, ...row.nr }).toEqual({ name: row.name, ...kernel.get(row.name) });
  });

  test("every call of x86-64 and arm64 has a row", () => {
    const native = [...kernel].filter(([, nr]) => nr.x64 !== undefined || nr.arm64 !== undefined);
    expect(native.filter(([name]) => !NAMES.has(name))).toEqual([]);
    expect(native.filter(([, nr]) => nr.x64 !== undefined).length).toBe(383);
  });

  const headers = ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"].find(existsSync);
  test.skipIf(headers === undefined)("the installed kernel headers, as far as they go, agree", () => {
    const lines = readFileSync(headers ?? "", "utf8").matchAll(/^#define __NR_(\w+) (\d+)$/gm);
    for (const [, name = "", number] of lines) expect([name, NAMES.get(name)?.nr.x64]).toEqual([name, Number(number)]);
  });
});

describe("rows", () => {
  test("only numbers are judged where the kernel goes on by itself", () => {
    const wrong = SYSCALLS.filter(
      (row) =>
        outcomes(row).some((outcome) => outcome.verdict === "serve" && outcome.answer === "continue") &&
        row.args.some((kind) => ["judged", "path"].includes(ARG_KINDS[kind].pointer)),
    );
    expect(wrong.map((row) => row.name)).toEqual([]);
  });

  test("a call that names a path or an address is never simply allowed", () => {
    const naming = SYSCALLS.filter((row) =>
      row.args.some((kind) => ["judged", "path"].includes(ARG_KINDS[kind].pointer)),
    );
    const allowed = naming.filter((row) => row.verdict === "allow" && row.when === undefined);
    expect(allowed.map((row) => row.name)).toEqual([]);
    expect(naming.length).toBeGreaterThan(80);
  });

  test("a test asks for numbers, or whether an address is NULL", () => {
    for (const row of SYSCALLS) {
      for (const asked of (row.when ?? []).flatMap((variant) => variant.test)) {
        if ("context" in asked) continue;
        const kind = row.args[asked.arg];
        expect([row.name, kind === undefined ? "no such argument" : "argument"]).toEqual([row.name, "argument"]);
        const values = "notIn" in asked ? asked.notIn : "in" in asked ? asked.in : undefined;
        const isNull = JSON.stringify(values) === "[0]";
        expect([row.name, kind !== undefined && (ARG_KINDS[kind].pointer === "none" || isNull)]).toEqual([
          row.name,
          true,
        ]);
      }
    }
  });

  test("a call has at most six arguments", () => {
    expect(SYSCALLS.filter((row) => row.args.length > 6)).toEqual([]);
  });

  test("every handler serves a row, and only known handlers do", () => {
    const used = [...SYSCALLS, FOREIGN_CALL]
      .flatMap(outcomes)
      .flatMap((outcome) => (outcome.verdict === "serve" ? [outcome.handler] : []));
    const refuses = SYSCALLS.flatMap(outcomes).some(
      (outcome) => outcome.verdict === "refuse" && outcome.event === "always",
    );
    expect([...new Set([...used, ...(refuses ? ["refuse"] : [])])].sort()).toEqual([...HANDLER_NAMES]);
  });

  test("every option is asked by a row", () => {
    const asked = SYSCALLS.flatMap(outcomes).flatMap((outcome) => {
      if (outcome.verdict === "serve") return outcome.hardenings ?? [];
      return outcome.verdict === "allow" || outcome.hardening === undefined ? [] : [outcome.hardening];
    });
    expect([...new Set<string>(asked)].sort()).toEqual(OPTIONS.map((option): string => option.name).sort());
  });

  test("every category guards a row", () => {
    const guards = SYSCALLS.flatMap(outcomes).flatMap((outcome) =>
      outcome.verdict === "serve" && outcome.guards !== "always" ? outcome.guards : [],
    );
    expect(CATEGORIES.filter((category) => !guards.includes(category))).toEqual([]);
  });
});

/** Handlers whose calls can only end one way: nothing to deny about a umask, nothing to allow about a refusal. */
const ONE_WAY: Readonly<Record<string, "allowed" | "denied">> = {
  umask: "allowed",
  refuse: "denied",
  setid: "denied",
  foreign: "denied",
};

// A case is named HANDLER-allowed[-…] or HANDLER-denied[-…], with the handler in kebab-case. Until there is one, nothing is asked for.
const cases = new URL("../../../../tests/e2e/cases/", import.meta.url);
const caseNames: readonly string[] = existsSync(cases) ? readdirSync(cases) : [];
const isCase = (entry: string, wanted: string): boolean => entry === wanted || entry.startsWith(`${wanted}-`);
const wantedCases = HANDLER_NAMES.flatMap((handler) =>
  (["allowed", "denied"] as const)
    .filter((end) => (ONE_WAY[handler] ?? end) === end)
    .map((end) => `${handler.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${end}`),
);

test.skipIf(!caseNames.some((entry) => wantedCases.some((wanted) => isCase(entry, wanted))))(
  "every handler has an end-to-end case that is allowed and one that is denied",
  () => {
    expect(wantedCases.filter((wanted) => !caseNames.some((entry) => isCase(entry, wanted)))).toEqual([]);
  },
);
