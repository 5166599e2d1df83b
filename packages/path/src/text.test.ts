import { expect, test } from "vitest";
import { anyPath } from "../fuzz/oracle.ts";
import { chosenSeed, Random } from "../fuzz/random.ts";
import { encodeLatin1, LAST_IS_DOT, LAST_IS_DOTDOT, scanPath } from "./index.ts";
import { scanText } from "./text.ts";

test("ASCII text is scanned like its bytes", () => {
  const random = new Random(chosenSeed());
  const wrong: unknown[] = [];
  for (let count = 0; count < 200_000 && wrong.length === 0; count++) {
    const path = anyPath(random).replace(/[\x80-\xff]/g, "x");
    const flags = scanPath(encodeLatin1(path), 0, path.length) & ~(LAST_IS_DOT | LAST_IS_DOTDOT);
    if (scanText(path) !== flags) wrong.push({ path, flags, text: scanText(path) });
  }
  expect(wrong, `SBX_SEED=${random.seed}`).toEqual([]);
}, 120_000);
