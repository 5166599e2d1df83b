import { describe, expect, test } from "vitest";
import { formatPolicyError, formatPolicyWarning, parsePolicy, PolicyError, policyWarnings } from "../index.ts";

const ENVIRONMENT = { HOME: "/home/u", SYD_HOME: "/home/u" };

const errorOf = (text: string): PolicyError => {
  try {
    parsePolicy([{ kind: "file", name: "p.syd-3", text }], { environment: ENVIRONMENT });
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("the policy was taken");
};

describe("an error tells the place, and the cure where there is one", () => {
  test.each([
    ["alow/read+/usr/***", 1, 'there is no command "alow/read"', "allow/read"],
    ["allow/raed+/usr/***", 7, 'there is no category "raed"', "read"],
    ["allow/read,wrte,stat+/usr", 12, 'there is no category "wrte"', "write"],
    ["allow/+/usr", 7, "the name of a category is missing", undefined],
    ["allow/read=/usr", 7, 'there is no category "read=/usr"', "read"],
    ["allow/read:/usr", 11, '":" cannot stand here', "allow/read+/path/***"],
    ["allow/read", 11, "the operator is missing", "allow/read+/path/***"],
    ["allow/read+usr/lib", 12, "the pattern is relative", "${SYD_PWD}/usr/lib"],
    ["allow/read+~/src/***", 12, "the pattern is relative", "${SYD_HOME}/src/***"],
    [
      "allow/read+/usr/../etc",
      17,
      "patterns match resolved paths, which have no . or .. component",
      expect.any(String),
    ],
    ["allow/read+/$HOMEE/x", 13, "the variable HOMEE is not set", "$HOME"],
    ["allow/read+/${NOPE}/x", 13, "the variable NOPE is not set", "${NOPE:-text}"],
    ["allow/read+/${HOME", 13, "a brace that does not hold a variable", "write $$ for a dollar sign"],
    ["sandbox/read:yes", 14, '"yes" is neither on nor off', "on"],
    ["sandbox/raed:on", 9, 'there is no category "raed"', "read"],
    ["default/read:denny", 14, '"denny" is no action', "deny"],
    ["default/pid:deny", 13, "the default of pid cannot be deny", undefined],
    ["trace/deny_dotdor:1", 1, 'there is no command "trace/deny_dotdor"', "trace/deny_dotdot"],
    ["trace/force_umask:9", 19, '"9" is no value of trace/force_umask', undefined],
    ["log/level:warning", 11, '"warning" is no value of log/level', "warn"],
    ["xattr/max:70000", 11, "70000 is out of the range of xattr/max", undefined],
    ["mem/max:12X", 9, '"12X" is no value of mem/max', undefined],
    ["lock:onn", 6, '"onn" is no state of the lock', undefined],
    ["pid/kill:1", 1, 'there is no command "pid/kill"', "default/pid:kill"],
    ["  allow/read+/x", 1, "a command begins at the beginning of the line", "allow/read+/x"],
    ["allow/net/connect+localhost!80", 19, '"localhost" is no IP address', "loopback"],
    ["allow/net/connect+127.0.0.1", 28, "the port is missing", "127.0.0.1!0-65535"],
    ["allow/net/connect+127.0.0.1!80,99999", 32, '"99999" is no port', undefined],
    ["allow/net/connect+tcp!127.0.0.1!http", 33, '"http" is no port', undefined],
    ["mask+/a\\b", 8, "a backslash stands before : or \\ only", undefined],
    ["include_profile defalt", 17, 'there is no profile "defalt"', undefined],
    ["include other", 1, "files cannot be included here", undefined],
    ["force+/x:sha265:00", 10, 'there is no checksum algorithm "sha265"', "sha256"],
    ["allow/lock/reed+/x", 12, 'there is no right of lock "reed"', "read"],
    ["deny/lock/read+/x", 1, "rules for lock cannot be deny", "allow/lock"],
    ["allow/net/link+rout", 16, 'there is no netlink family "rout"', "route"],
    ["allow/fs+ext,tmpf", 14, 'there is no file system type "tmpf"', "tmpfs"],
    ["passfd+5-3", 8, '"5-3" names no descriptor', undefined],
    ["load/off", 1, "load is a command for run time", "include_profile off"],
    ["domain+@1x", 9, '"1x" is no name of a domain', undefined],
  ])("%s", (line, column, message, suggestion) => {
    const error = errorOf(`# first\n\n${line}\n`);
    expect({ ...error, message: error.message }).toMatchObject({
      file: "p.syd-3",
      line: 3,
      column,
      message,
      source: line,
    });
    expect(error.suggestion).toEqual(suggestion);
  });
});

test("an error is rendered with the line and a caret", () => {
  expect(formatPolicyError(errorOf("sandbox/read:on\nallow/read,wrte+/usr/***"))).toBe(
    [
      'p.syd-3:2:12: there is no category "wrte"',
      "2 | allow/read,wrte+/usr/***",
      "               ^",
      "  expected: a category",
      "  try: write",
    ].join("\n"),
  );
});

test("of a long line the part around the column is shown, without control characters", () => {
  const shown = formatPolicyError(errorOf(`allow/read+/${"a".repeat(300)}/\u001b[2J/../x`)).split("\n");
  expect(shown[1]).toMatch(/^1 \| …a+\/\\x1b\[2J\/\.\.\/x$/);
  expect(shown[1]?.[shown[2]?.indexOf("^") ?? 0]).toBe(".");
});

describe("what is probably not meant is warned about", () => {
  test.each([
    ["deny/read+/a/b\nallow/read+/a/***", 1, "shadowed"],
    ["deny/read+/a/*.c\nallow/read+/***", 1, "shadowed"],
    ["allow/read+/a\nallow/read+/a", 1, "shadowed"],
    ["sandbox/walk:off\nallow/walk+/a", 2, "category-off"],
    ["allow/read+/a ", 1, "trailing-blank"],
    ["allow/read+/{a,b}", 1, "braces"],
    ["allow/read+/a\\b", 1, "backslash"],
    ["lock:on\nallow/read+/a", 2, "after-lock"],
  ])("%j", (text, line, code) => {
    const { policy, warnings } = parsePolicy([{ kind: "file", name: "p", text }], { environment: {} });
    const found = [...warnings, ...policyWarnings(policy)].map((warning) => [warning.code, warning.origin.line]);
    expect(found).toEqual([[code, line]]);
  });

  test.each([
    "allow/read+/a/***\ndeny/read+/a/b",
    "deny/read+/a/b\nallow/read+/a/*",
    "deny/read,write+/a\nallow/read+/***",
    "deny/read+/ab\nallow/read+/a/***",
    "allow/all+/a/***",
  ])("%j gives no warning", (text) => {
    const { policy } = parsePolicy([{ kind: "file", name: "p", text }], { environment: {} });
    expect(policyWarnings(policy)).toEqual([]);
  });

  test("a warning is rendered with its fix", () => {
    const { policy } = parsePolicy([{ kind: "line", text: "allow/walk+/a" }], { environment: {} });
    const [warning] = policyWarnings(policy);
    expect(warning && formatPolicyWarning(warning)).toBe(
      [
        "command line:1:1: the category walk is off: this rule has no say",
        "1 | allow/walk+/a",
        "    ^",
        "  fix: sandbox/walk:on",
      ].join("\n"),
    );
  });
});
