import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostFacts, isBelow } from "./host-facts.ts";

const root = realpathSync(mkdtempSync(join(tmpdir(), "sbx-facts-")));
const home = join(root, "home/me");
const at = (path: string): string => join(root, path);

beforeAll(() => {
  for (const folder of [
    "home/me/.nvm/versions/node/v20/bin",
    "home/me/bin",
    "home/me/repo/.git/worktrees/side",
    "home/me/repo/deep/er",
    "home/me/side",
    "home/me/plain",
    "home/dots/.git",
    "home/dots/code/x",
    "home/me/.pyenv/shims",
    "home/me/.local/bin",
    "tools/bin",
  ]) {
    mkdirSync(at(folder), { recursive: true });
  }
  symlinkSync(at("home/me/.nvm/versions/node/v20/bin"), at("home/me/current"));
  symlinkSync("plain", at("home/me/link"));
  writeFileSync(at("home/me/side/.git"), `gitdir: ${at("home/me/repo/.git/worktrees/side")}\n`);
  writeFileSync(at("home/me/repo/.git/worktrees/side/commondir"), "../..\n");
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("hostFacts", () => {
  test("gives real paths", () => {
    const facts = hostFacts({ HOME: home, TMPDIR: at("home/me/link") }, at("home/me/link"));
    expect([facts.home, facts.cwd, facts.tmp.includes(at("home/me/plain"))]).toEqual([home, at("home/me/plain"), true]);
  });

  test("without HOME nothing is the home directory", () => {
    expect(hostFacts({}, "/").home).toBe("/var/empty");
  });

  test.each([
    ["home/me/repo", undefined],
    ["home/me/repo/deep/er", "home/me/repo/.git"],
    ["home/me/side", "home/me/repo/.git"],
    ["home/me/plain", undefined],
  ])("the repository of %s is %s", (cwd, expected) => {
    const facts = hostFacts({ HOME: home }, at(cwd));
    expect(facts.gitCommonDir).toBe(expected === undefined ? undefined : at(expected));
  });

  test("a repository that is the home directory does not open it", () => {
    expect(hostFacts({ HOME: at("home/dots") }, at("home/dots/code/x")).gitCommonDir).toBeUndefined();
  });

  test("directories on PATH lead to the toolchain that they belong to", () => {
    const path = [
      "/usr/bin",
      "relative",
      "",
      at("home/me/current"),
      at("home/me/bin"),
      at("home/me/.pyenv/shims"),
      at("home/me/.local/bin"),
      at("tools/bin"),
      at("none"),
      home,
    ];
    expect(hostFacts({ HOME: home, PATH: path.join(":") }, "/").pathDirs).toEqual([
      at("home/me/.nvm/versions/node/v20"),
      at("home/me/bin"),
      at("home/me/.pyenv"),
      at("home/me/.local/bin"),
      at("tools"),
    ]);
  });
});

test.each([
  ["/a/b", "/a", true],
  ["/a", "/a", true],
  ["/ab", "/a", false],
  ["/a", "/", true],
])("%s below %s: %j", (path, directory, expected) => {
  expect(isBelow(path, directory)).toBe(expected);
});
