import { describe, expect, test } from "vitest";
import { unsupportedFeatures } from "../../check/unsupported.ts";
import { parsePolicy } from "../../parse/parse-policy.ts";
import { defaultPolicy } from "./policy.ts";
import { profileText, type ProfileContext } from "../profile-text.ts";

const ORDINARY: ProfileContext = {
  home: "/home/u",
  cwd: "/home/u/my project (2)",
  tmp: ["/tmp", "/var/tmp"],
  uid: 1000,
  gid: 1000,
  pathDirs: ["/home/u/.nvm/versions/node/v22.1.0", "/srv/tools/bin", "/home/u/.cargo/bin"],
  installation: ["/home/u/.npm/_npx/1a/node_modules"],
};

const HOST: Partial<ProfileContext> = {
  otherHomes: ["/root"],
  programs: ["/tmp/bin"],
  terminals: ["/dev/pts/1", "/dev/pts/2"],
  variables: [["XDG_CACHE_HOME", "/home/$u/a*b"]],
};

describe("the default policy without a parser", () => {
  test.each<[string, Partial<ProfileContext>]>([
    ["in an ordinary project", {}],
    ["in the home directory", { cwd: "/home/u" }],
    ["in the root directory", { cwd: "/" }],
    ["in /etc", { cwd: "/etc" }],
    ["without temporary files", { tmp: [] }],
    ["with many directories", { tmp: ["/a", "/b", "/c"], pathDirs: [] }],
    ["in a worktree", { gitCommonDir: "/home/u/main/.git" }],
    ["with all that a host has", HOST],
    ["in a home among temporary files", { home: "/tmp/u", cwd: "/tmp/u/p" }],
  ])("is what the text says: %s", (_, context) => {
    const here = { ...ORDINARY, ...context };
    const { policy } = parsePolicy([{ kind: "profile", name: "default" }], {
      environment: {},
      profileText: (name) => profileText(name, here),
    });
    expect(defaultPolicy(here)).toEqual(policy);
  });

  test.each(["/a*", "/a?", "/a[b", "/a\\b", "/a$b", "/a\nb", "/ü", "/"])(
    "is not for a home directory of %j",
    (home) => {
      expect(defaultPolicy({ ...ORDINARY, home })).toBeUndefined();
    },
  );

  test("asks for nothing that is not enforced", () => {
    const policy = defaultPolicy(ORDINARY);
    const features = policy === undefined ? undefined : unsupportedFeatures(policy);
    expect(features?.filter(({ severity }) => severity === "refuse")).toEqual([]);
  });
});
