import { describe, expect, test } from "vitest";
import type { OptionRow } from "./option-row.ts";
import { isGiven, lastValue, parseArguments } from "./parse-arguments.ts";
import { UsageError } from "./usage-error.ts";

const rows: readonly OptionRow[] = [
  { name: "profile", short: "p", value: "NAME", help: "" },
  { name: "rule", short: "m", value: "RULE", help: "" },
  { name: "timeout", value: "TIME", help: "" },
  { name: "quiet", short: "q", help: "" },
  { name: "verbose", short: "v", help: "" },
];

describe("parseArguments", () => {
  test.each([
    [["--", "ls", "-la"], [], ["ls", "-la"]],
    [["ls", "-la", "--", "x"], [], ["ls", "-la", "--", "x"]],
    [["-p", "off", "-m", "a", "-pnone", "--", "ls"], ["profile off", "rule a", "profile none"], ["ls"]],
    [["--timeout=5s", "--timeout", "6s", "ls"], ["timeout 5s", "timeout 6s"], ["ls"]],
    [["-qv", "-qm", "x"], ["quiet ", "verbose ", "quiet ", "rule x"], []],
    [["-m", "--", "--", "ls"], ["rule --"], ["ls"]],
    [["-m", "-p"], ["rule -p"], []],
    [["-profile"], ["profile rofile"], []],
    [["-"], [], ["-"]],
    [["--timeout=", "--timeout=a=b"], ["timeout ", "timeout a=b"], []],
    [["--help"], ["help "], []],
    [["-h"], ["help "], []],
  ])("takes %j apart", (args, options, operands) => {
    const parsed = parseArguments(rows, args, "options-first");
    expect(parsed.options.map(({ name, value }) => `${name} ${value}`)).toEqual(options);
    expect(parsed.operands).toEqual(operands);
  });

  test("lets options follow operands where the command says so", () => {
    const parsed = parseArguments(rows, ["read", "-q", "/etc", "--", "-v"], "mixed");
    expect(parsed).toEqual({ options: [{ name: "quiet", value: "" }], operands: ["read", "/etc", "-v"] });
    expect(isGiven(parsed, "quiet")).toBe(true);
    expect(isGiven(parsed, "verbose")).toBe(false);
  });

  test("gives the last value of an option", () => {
    const parsed = parseArguments(rows, ["-pa", "-pb"], "mixed");
    expect(lastValue(parsed, "profile")).toBe("b");
    expect(lastValue(parsed, "rule")).toBeUndefined();
  });

  test.each([
    [["--profil"], "unknown option --profil", "did you mean --profile?"],
    [["--timout=5"], "unknown option --timout", "did you mean --timeout?"],
    [["-Z"], "unknown option -Z", undefined],
    [["-verbose"], "unknown option -e", "did you mean --verbose?"],
    [["--quiet=yes"], "option --quiet takes no value", undefined],
    [["--timeout"], "option --timeout needs a value: --timeout TIME", undefined],
    [["-m"], "option --rule needs a value: --rule RULE", undefined],
  ])("refuses %j", (args, message, hint) => {
    let error: unknown;
    try {
      parseArguments(rows, args, "options-first");
    } catch (caught) {
      error = caught;
    }
    expect(error).toEqual(new UsageError(message, hint));
    expect(error).toMatchObject({ hint });
  });
});
