import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toolDirectories } from "./tool-directories.ts";

const root = realpathSync(mkdtempSync("/tmp/sbx-tools-"));
const home = join(root, "home/me");
const at = (path: string): string => join(root, path);
const uid = process.getuid?.() ?? 0;
const read = (...path: string[]) => toolDirectories(path.join(":"), { home, uid });

beforeAll(() => {
  for (const folder of [
    "home/me/.nvm/versions/node/v20/bin",
    "home/me/.sdkman/candidates/java/21/bin",
    "home/me/.local/share/fnm/v20/bin",
    "home/me/bin",
    "home/me/Documents",
    "home/me/.pyenv/shims",
    "home/me/.local/bin",
    "home/me/project/node_modules",
    "tools/bin",
  ]) {
    mkdirSync(at(folder), { recursive: true });
  }
  symlinkSync("21", at("home/me/.sdkman/candidates/java/current"));
  symlinkSync(at("home/me/.local/share/fnm/v20"), at("shell"));
  symlinkSync(at("home/me/Documents"), at("home/me/project/node_modules/.bin"));
  symlinkSync("tools", at("current"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("what PATH makes readable", () => {
  test("the toolchains that directories belong to", () => {
    expect(
      read(
        "/usr/bin",
        "relative",
        "",
        at("home/me/.nvm/versions/node/v20/bin"),
        at("home/me/bin"),
        at("home/me/.pyenv/shims"),
        at("home/me/.local/bin"),
        at("tools/bin"),
        at("none"),
        home,
      ).readable,
    ).toEqual([
      at("home/me/.nvm/versions/node/v20"),
      at("home/me/bin"),
      at("home/me/.pyenv"),
      at("home/me/.local/bin"),
      at("tools"),
    ]);
  });

  test.each([
    [
      "a version manager's link to one of its versions",
      "home/me/.sdkman/candidates/java/current/bin",
      "home/me/.sdkman/candidates/java/21",
    ],
    ["a link from elsewhere to a version manager's", "shell/bin", "home/me/.local/share/fnm/v20"],
  ])("%s", (_, entry, expected) => {
    expect(read(at(entry)).readable).toEqual([at(expected)]);
  });

  test.each(["home/me/project/node_modules/.bin", "current/bin"])(
    "not what a link leads to that a program can have planted: %s (review 2)",
    (entry) => {
      expect(read(at(entry)).readable).toEqual([]);
    },
  );
});

test("programs are looked for in directories, and by links and missing names on the way to them (review 7)", () => {
  expect(read(at("tools/bin"), at("current/bin"), at("new/deep/bin"), "/usr/bin").programs).toEqual([
    at("tools/bin"),
    at("current"),
    at("new"),
  ]);
});
