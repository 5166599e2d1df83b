import { describe, expect, test } from "vitest";
import { chooseColours, COLOURED, PLAIN } from "./colour.ts";

describe("chooseColours", () => {
  test.each([
    [{}, true, true],
    [{}, false, false],
    [{ TERM: "dumb" }, true, false],
    [{ TERM: "xterm" }, true, true],
    [{ NO_COLOR: "1" }, true, false],
    [{ NO_COLOR: "" }, true, true],
    [{ FORCE_COLOR: "1" }, false, true],
    [{ FORCE_COLOR: "" }, false, true],
    [{ FORCE_COLOR: "0" }, true, false],
    [{ FORCE_COLOR: "false" }, true, false],
    [{ FORCE_COLOR: "1", NO_COLOR: "1" }, true, false],
    [{ FORCE_COLOR: "1", TERM: "dumb" }, false, true],
  ])("%j, terminal %j: colours %j", (environment, terminal, coloured) => {
    expect(chooseColours(environment, () => terminal)).toBe(coloured ? COLOURED : PLAIN);
  });

  test("does not ask for the terminal when the environment decides", () => {
    let asked = 0;
    chooseColours({ NO_COLOR: "1" }, () => (asked += 1) > 0);
    expect(asked).toBe(0);
  });
});
