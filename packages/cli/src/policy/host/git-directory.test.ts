import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gitCommonDirectory } from "./git-directory.ts";

const root = realpathSync(mkdtempSync("/tmp/sbx-git-"));
const home = join(root, "home/me");
const at = (path: string): string => join(root, path);
const uid = process.getuid?.() ?? 0;

const write = (path: string, text: string): void => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

/** What `git init` makes, as far as it counts. */
const makeRepository = (path: string): void => {
  for (const name of ["objects", "refs"]) mkdirSync(at(`${path}/${name}`), { recursive: true });
  write(`${path}/HEAD`, "ref: refs/heads/main\n");
};

/** What `git worktree add` makes; `back` is where it says the worktree is. */
const makeWorktree = (common: string, name: string, back: string): void => {
  write(`${common}/worktrees/${name}/HEAD`, "ref: refs/heads/side\n");
  write(`${common}/worktrees/${name}/commondir`, "../..\n");
  write(`${common}/worktrees/${name}/gitdir`, `${back}\n`);
};

beforeAll(() => {
  const repo = "home/me/repo/.git";
  for (const path of [repo, `${repo}/modules/libs/part`, "home/dots/.git", "home/me/keys"]) makeRepository(path);
  for (const path of ["home/me/repo/deep/er", "home/me/plain", "home/dots/code/x", "home/me/.ssh"])
    mkdirSync(at(path), { recursive: true });
  makeWorktree(repo, "side", at("home/me/side/.git"));
  write("home/me/side/.git", `gitdir: ${at(repo)}/worktrees/side\n`);
  write("home/me/side/inner/f", "");
  write(`${repo}/modules/libs/part/config`, "[core]\n\tworktree = ../../../../libs/part\n");
  write("home/me/repo/libs/part/.git", "gitdir: ../../.git/modules/libs/part\n");
  // What a program could plant.
  const planted: Record<string, string> = {
    keys: at("home/me/.ssh"),
    bare: at("home/me/keys"),
    thief: `${at(repo)}/worktrees/side`,
    module: `${at(repo)}/modules/libs/part`,
    whole: at(repo),
  };
  for (const [name, target] of Object.entries(planted)) write(`planted/${name}/.git`, `gitdir: ${target}\n`);
  write("planted/shared/fake/worktrees/x/gitdir", `${at("planted/shared/.git")}\n`);
  write("planted/shared/fake/worktrees/x/commondir", `${at("home/me/repo/.git")}\n`);
  makeRepository("planted/shared/fake");
  write("planted/shared/.git", `gitdir: ${at("planted/shared/fake")}/worktrees/x\n`);
  mkdirSync(at("planted/link/in"), { recursive: true });
  symlinkSync(at(repo), at("planted/link/.git"));
  mkdirSync(at("planted/keys/in"), { recursive: true });
  mkdirSync(at("planted/empty/.git"), { recursive: true });
  mkdirSync(at("planted/empty/in"), { recursive: true });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("the repository of", () => {
  test.each([
    ["home/me/repo", undefined],
    ["home/me/repo/deep/er", "home/me/repo/.git"],
    ["home/me/side", "home/me/repo/.git"],
    ["home/me/side/inner", "home/me/repo/.git"],
    ["home/me/repo/libs/part", "home/me/repo/.git/modules/libs/part"],
    ["home/me/plain", undefined],
  ])("%s is %s", (cwd, expected) => {
    expect(gitCommonDirectory(at(cwd), home, uid)).toBe(expected === undefined ? undefined : at(expected));
  });

  test("a folder of home directories that are a repository is none", () => {
    expect(gitCommonDirectory(at("home/dots/code/x"), at("home/dots"), uid)).toBeUndefined();
  });

  test.each([
    ["a directory with keys", "keys"],
    ["it, from a folder below", "keys/in"],
    ["a repository", "whole"],
    ["a repository without working directory", "bare"],
    ["the worktree of another directory", "thief"],
    ["the submodule of another directory", "module"],
    ["a worktree that shares what lies elsewhere", "shared"],
    ["a link to a repository", "link/in"],
    ["a directory that is no repository", "empty/in"],
  ])("is not what is planted: %s (review 1)", (_, cwd) => {
    expect(gitCommonDirectory(at(`planted/${cwd}`), home, uid)).toBeUndefined();
  });

  test.each(["home/me/side", "home/me/repo/deep/er"])("%s is nobody's but its owner's (review 1)", (cwd) => {
    expect(gitCommonDirectory(at(cwd), home, uid + 1)).toBeUndefined();
  });
});
