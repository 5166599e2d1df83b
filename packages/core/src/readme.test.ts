import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));

test("the example of the README does what it says", () => {
  const code = /```js\n(.*?)```/s.exec(readFileSync(`${root}/README.md`, "utf8"))?.[1] ?? "";
  const promised = [...code.matchAll(/^\/\/ (.*)$/gm)].map((match) => match[1]);
  const options = ["--conditions", "@sbx/source", "--import", import.meta.resolve("tsx"), "--input-type=module"];
  const { stdout, stderr } = spawnSync(process.execPath, [...options, "-e", code], {
    cwd: root,
    encoding: "utf8",
    timeout: 20_000,
  });
  const printed = stdout.trimEnd().split("\n");
  expect({ printed, stderr }).toEqual({ printed: promised.slice(-printed.length), stderr: expect.any(String) });
});
