import { expect, test } from "vitest";
import { allowRule } from "./allow-rule.ts";

test.each([
  [["read"], "/etc/hosts", false, "allow/read+/etc/hosts"],
  [["write", "create"], "/srv/a b", false, "allow/write,create+/srv/a b"],
  [["read"], "/home/me/.ssh", true, "allow/read+/home/me/.ssh/*"],
  [["read"], "/", true, "allow/read+/*"],
  [["read"], "/a*b?[c]\\d$HOME", false, "allow/read+/a\\*b\\?\\[c]\\\\d$$HOME"],
  [["read"], "/a\nb", false, "allow/read+2f610a62"],
  [["read"], "/a\u009bb", false, "allow/read+2f61c29b62"],
  [["read"], "/a\u202eb", false, "allow/read+2f61e280ae62"],
  [["read"], "/a\n*", false, "allow/read+2f610a5c2a"],
])("%j on %j", (categories, target, below, expected) => {
  expect(allowRule(categories, Buffer.from(target), below)).toBe(expected);
});

test("bytes that are no text are written in hexadecimal", () => {
  expect(allowRule(["stat"], Uint8Array.of(0x2f, 0xff), true)).toBe("allow/stat+2fff2f2a");
});

test("an address stands as it is", () => {
  expect(allowRule(["net/connect"], "127.0.0.1!22")).toBe("allow/net/connect+127.0.0.1!22");
});
