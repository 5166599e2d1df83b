import { describe, expect, test } from "vitest";
import { NO_STAGE, parseStage } from "./stage.ts";

describe("parseStage", () => {
  test.each([
    ["1 0000000000000000 0000000000000000 1024 - ", { softNofile: 1024 }],
    ["1 0000000000000001 0000000000000000 1024 - ", { softNofile: 1024, ignoredSignals: 1n }],
    [
      "1 8000000000000000 0000000000004000 4096 02 ",
      { softNofile: 4096, ignoredSignals: 1n << 63n, blockedSignals: 0x4000n, closed: [0, 2] },
    ],
    ["1 0 0 0 - ", {}],
    // bash ignores QUIT whatever it was given; dash leaves it alone.
    ["1 0000000000000005 0000000000000000 1024 - bash", { softNofile: 1024, ignoredSignals: 1n }],
    ["1 0000000000000005 0000000000000000 1024 - ", { softNofile: 1024, ignoredSignals: 5n }],
    [
      "1 0 0 0 - \nNODE_OPTIONS=--no-warnings\nNODE_PATH=",
      { heldBack: { NODE_OPTIONS: "--no-warnings", NODE_PATH: "" } },
    ],
    ["1 0 0 0 - \nNODE_PATH=/a\n/b", { heldBack: { NODE_PATH: "/a\n/b" } }],
    ["1 0 0 0 - \nNODE_PATH=/a\nLD_PRELOAD=/b", { heldBack: { NODE_PATH: "/a\nLD_PRELOAD=/b" } }],
    ["1 0 0 0 - \nLD_PRELOAD=/b", {}],
  ])("reads %j", (text, expected) => {
    expect(parseStage(text)).toEqual({ ...NO_STAGE, ...expected });
  });

  test.each([undefined, "", "2 0 0 0 -", "1 zz 0 0 -", "1 0 0 0 7", "anything\nNODE_OPTIONS=--inspect"])(
    "takes %j for no stage",
    (text) => {
      expect(parseStage(text)).toEqual(NO_STAGE);
    },
  );
});
