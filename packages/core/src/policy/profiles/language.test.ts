import { describe, expect, test } from "vitest";
import { CATEGORIES } from "../category/category.ts";
import { parsePolicy } from "../parse/parse-policy.ts";
import type { Policy } from "../policy.ts";
import { LANGUAGE_PROFILES, PROFILE_ALIASES } from "./language-table.ts";
import { PROFILE_NAMES, profileText, type ProfileContext } from "./profile-text.ts";

const CONTEXT: ProfileContext = { home: "/home/u", cwd: "/w", tmp: ["/tmp"], uid: 1000, gid: 1000, pathDirs: [] };
const ENVIRONMENT = {
  SYD_HOME: "/home/u",
  SYD_PWD: "/w",
  SYD_UID: "1000",
  SYD_GID: "1000",
  SYD_HAVE_FORCE: "1",
  SYD_HAVE_SO_PASSRIGHTS: "1",
};

const load = (name: string): Policy =>
  parsePolicy([{ kind: "profile", name }], {
    environment: ENVIRONMENT,
    profileText: (profile) => profileText(profile, CONTEXT),
    profileNames: PROFILE_NAMES,
  }).policy;

const patterns = (policy: Policy): string[][] => policy.rules.map((rules) => rules.map(({ pattern }) => pattern));

const commands = (name: string): number => (profileText(name, CONTEXT) ?? "").trimEnd().split("\n").length;

describe("the profiles of the language", () => {
  test.each(PROFILE_NAMES)("%s can be loaded", (name) => {
    expect(() => load(name)).not.toThrow();
  });

  test.each([
    ["cwd", 2],
    ["core", 2],
    ["debug", 6],
    ["enforce", 1],
    ["firefox", 11],
    ["fs", 9],
    ["gui", 19],
    ["hide", 1],
    ["kvm", 3],
    ["kvm_native", 28],
    ["landlock", 16],
    ["lang", 6],
    ["ldd", 2],
    ["lib", 2],
    ["local", 1],
    ["nixstore", 1],
    ["noipv4", 3],
    ["noipv6", 3],
    ["nomagic", 1],
    ["nomem", 1],
    ["nopie", 1],
    ["noscm", 1],
    ["noxdev", 1],
    ["oci", 4],
    ["off", 2],
    ["privileged", 1],
    ["quiet", 2],
    ["rand", 1],
    ["readonly", 2],
    ["trace", 5],
    ["tty", 9],
    ["wx", 2],
    ["xdg", 1],
    ["container", 3],
    ["immutable", 14],
    ["user", 17],
    ["linux", 187],
  ])("%s has %i commands", (name, count) => {
    expect(commands(name)).toBe(count);
  });

  test.each(Object.entries(PROFILE_ALIASES))("%s is another name of %s", (alias, name) => {
    expect(profileText(alias, CONTEXT)).toBe(profileText(name, CONTEXT));
  });

  test("puiq is a stack of four", () => {
    const apart = ["privileged", "user", "immutable", "quiet"].map((name) => ({ kind: "profile", name }) as const);
    const { policy } = parsePolicy(apart, {
      environment: ENVIRONMENT,
      profileText: (name) => profileText(name, CONTEXT),
    });
    expect(patterns(load("puiq"))).toEqual(patterns(policy));
  });

  test("profile off switches everything off", () => {
    const policy = load("off");
    expect(CATEGORIES.filter((_, index) => policy.enabled[index])).toEqual([]);
    expect(Object.entries(policy.facilities).filter(([, on]) => on)).toEqual([]);
  });

  test("abbreviations are written out", () => {
    for (const name of Object.keys(LANGUAGE_PROFILES))
      expect(profileText(name, CONTEXT)).not.toMatch(/§|\/R[,+]|(?<!\$)\{/);
  });
});
