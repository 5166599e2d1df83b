import { describe, expect, test } from "vitest";
import { PLAIN } from "../render/colour.ts";
import type { DenialGroup } from "./denial-group.ts";
import { decidedBy, summary } from "./summary.ts";

const rule = { category: "read", text: "deny/read+/home/me/.ssh/***", file: "profile default", line: 9, column: 1 };
const ssh: DenialGroup = {
  categories: ["read"],
  action: "deny",
  target: "/home/me/.ssh/id_ed25519",
  count: 2,
  calls: ["openat"],
  programs: ["node"],
  rules: [rule],
  allow: "allow/read+/home/me/.ssh/id_ed25519",
  context: undefined,
  reason: undefined,
};
const nothing = { groups: [], total: 0, mode: "enforced", droppedVariables: [] } as const;

describe("summary", () => {
  test("is empty when nothing was refused", () => {
    expect(summary(nothing, PLAIN)).toBe("");
  });

  test("names the target, the rule and the cure", () => {
    expect(summary({ ...nothing, groups: [ssh], total: 2 }, PLAIN)).toBe(
      [
        "sbx: refused 2 calls",
        "  read /home/me/.ssh/id_ed25519 (2×)  node",
        "    by    profile default:9: deny/read+/home/me/.ssh/***",
        "    allow -m 'allow/read+/home/me/.ssh/id_ed25519'",
        "",
      ].join("\n"),
    );
  });

  test("quotes the cure for a shell and shows an action that is not deny", () => {
    const group = { ...ssh, action: "kill", count: 1, target: "/it's", allow: "allow/read+/it's", rules: [] };
    expect(summary({ ...nothing, groups: [group], total: 1, mode: "dry-run" }, PLAIN)).toBe(
      [
        "sbx: would have refused 1 call",
        "  read /it's [kill]  node",
        "    by    the default of read: nothing allows it",
        String.raw`    allow -m 'allow/read+/it'\''s'`,
        "",
      ].join("\n"),
    );
  });

  test("stops at twelve kinds", () => {
    const text = summary({ ...nothing, groups: Array.from({ length: 14 }, () => ssh), total: 28 }, PLAIN);
    expect(text.split("\n").filter((line) => line.includes("id_ed25519 (2×)"))).toHaveLength(12);
    expect(text).toContain("  … and 2 more kinds; --report FILE has them all\n");
  });

  test("names variables that were dropped", () => {
    expect(summary({ ...nothing, droppedVariables: ["NPM_TOKEN", "SSH_AUTH_SOCK"] }, PLAIN)).toBe(
      "sbx: not passed on from the environment: NPM_TOKEN, SSH_AUTH_SOCK (--env NAME= passes one)\n",
    );
  });
});

test.each([
  [["read"], [], "the default of read: nothing allows it"],
  [["read"], [rule], "profile default:9: deny/read+/home/me/.ssh/***"],
  [
    ["read", "write"],
    [rule],
    "profile default:9: deny/read+/home/me/.ssh/***; the default of write: nothing allows it",
  ],
  [[], [], "sbx itself, whatever the policy says: no chroot"],
])("%j with %j was decided by %s", (categories, rules, expected) => {
  expect(decidedBy({ categories, rules, reason: "no chroot" })).toBe(expected);
});
