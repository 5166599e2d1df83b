import { expect, test } from "vitest";
import { globCommand } from "./command.ts";

interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

function run(...args: readonly string[]): Ran {
  const texts = { out: "", err: "" };
  const status = globCommand(
    args,
    (text) => (texts.out += text),
    (text) => (texts.err += text),
  );
  return { status, ...texts };
}

test("sbx glob prints the paths that match and exits 0", () => {
  expect(run("/etc/*.{conf,d}", "/etc/a.conf", "/etc/passwd", "/etc/x.d", "/etc/b/c.conf")).toEqual({
    status: 0,
    out: "/etc/a.conf\n/etc/x.d\n",
    err: "",
  });
});

test("sbx glob exits 1 when nothing matches", () => {
  expect(run("--", "*", "a/b")).toEqual({ status: 1, out: "", err: "" });
});

test("sbx glob without a path exits 125 and says how it is used", () => {
  expect(run("*")).toEqual({ status: 125, out: "", err: "usage: sbx glob PATTERN PATH...\n" });
});

test("sbx glob exits 125 for a pattern that stands for too much", () => {
  expect(run("{a,b}".repeat(11), "a")).toEqual({
    status: 125,
    out: "",
    err: "sbx glob: the braces of the pattern stand for more than 1024 alternatives\n  write several patterns, or a wildcard in place of the alternatives\n",
  });
});
