import { lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostFacts } from "./host-facts.ts";
import { isBelow } from "./real-path.ts";

const root = realpathSync(mkdtempSync("/tmp/sbx-facts-"));
const home = join(root, "home/me");
const at = (path: string): string => join(root, path);
const uid = process.getuid?.() ?? 0;
const own = userInfo().homedir;

beforeAll(() => {
  for (const folder of ["home/me/plain", "home/me/.ssh"]) mkdirSync(at(folder), { recursive: true });
  symlinkSync("plain", at("home/me/link"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("hostFacts", () => {
  test("gives real paths", () => {
    const facts = hostFacts({ HOME: home, TMPDIR: at("home/me/plain") }, at("home/me/link"));
    expect([facts.home, facts.cwd, facts.tmp[0]]).toEqual([home, at("home/me/plain"), at("home/me/plain")]);
  });

  test("a link that somebody could have planted leads to no temporary files (review 2)", () => {
    expect(hostFacts({ HOME: home, TMPDIR: at("home/me/link") }, "/").tmp).not.toContain(at("home/me/plain"));
  });

  test.each([undefined, "", "/nowhere"])("without a home directory (%j) it is the system's (review 12f)", (value) => {
    const facts = hostFacts({ HOME: value }, "/");
    expect([facts.home, facts.otherHomes]).toEqual([own, []]);
  });

  test("a home directory that is not the system's leaves that one withheld (review 12f)", () => {
    expect(hostFacts({ HOME: home }, "/").otherHomes).toEqual([own]);
  });

  test("programs get temporary files and caches of their own (review 3, 7)", () => {
    const tmp = at("home/me/plain");
    const { variables } = hostFacts({ HOME: home, TMPDIR: tmp, npm_config_cache: `${home}/.npm` }, "/");
    const all = Object.fromEntries(variables ?? []);
    expect([all["TMPDIR"], all["npm_config_cache"], all["XDG_CACHE_HOME"]]).toEqual([
      `${tmp}/sbx-${uid}`,
      `${home}/.cache/sbx/npm`,
      `${home}/.cache/sbx`,
    ]);
    expect(lstatSync(`${tmp}/sbx-${uid}`).mode & 0o777).toBe(0o700);
  });

  test("caches that the caller has chosen stay (review 7)", () => {
    const { variables } = hostFacts({ HOME: home, GOMODCACHE: "/go", NPM_CONFIG_CACHE: "/npm" }, "/");
    const names = (variables ?? []).map(([name]) => name);
    expect(names.filter((name) => /GOMOD|npm/.test(name))).toEqual([]);
  });

  test("a link is no directory for temporary files of our own (review 3)", () => {
    const tmp = at("home/me/.ssh");
    symlinkSync(at("home/me/plain"), join(tmp, `sbx-${uid}`));
    const names = hostFacts({ HOME: home, TMPDIR: tmp }, "/").variables?.map(([name]) => name);
    expect(names).not.toContain("TMPDIR");
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
