import { describe, expect, test } from "vitest";
import { parseScript } from "./script.ts";

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe("parseScript", () => {
  test.each([
    ["#!/bin/sh\n", "/bin/sh", null],
    ["#!/bin/sh", "/bin/sh", null],
    ["#! \t /bin/sh\t\n", "/bin/sh", null],
    ["#!/bin/sh -e\n", "/bin/sh", "-e"],
    ["#!/bin/sh  -e -x \n", "/bin/sh", "-e -x"],
    ["#!/usr/bin/env\tnode\n", "/usr/bin/env", "node"],
    ["#!/bin/sh\r\n", "/bin/sh\r", null],
    ["#!sh\n", "sh", null],
    ["#!/bin/\xfc\n", "/bin/\xfc", null],
    ["#!/bin/sh\0 -e\n", "/bin/sh", null],
    ["#!/bin/sh -e\0x\n", "/bin/sh", "-e"],
  ])("%j", (text, interpreter, argument) => {
    expect(parseScript(bytes(text))).toEqual({ interpreter, argument });
  });

  test.each([["#!\n"], ["#! \n/bin/sh\n"], ["#/bin/sh\n"], ["!#/bin/sh\n"], [""]])(
    "%j names no interpreter",
    (text) => {
      expect(parseScript(bytes(text))).toBeNull();
    },
  );

  test.each([["#!"], ["#!   \t"]])("%j at the end of the file names the empty path", (text) => {
    expect(parseScript(bytes(text))).toEqual({ interpreter: "", argument: null });
  });

  test("a path that fills the kernel's 256 bytes without an end is refused, not cut", () => {
    expect(parseScript(bytes(`#!/${"x".repeat(300)}`))).toBeNull();
    expect(parseScript(bytes(`#!/${"x".repeat(251)}\n`))).toEqual({
      interpreter: `/${"x".repeat(251)}`,
      argument: null,
    });
    expect(parseScript(bytes(`#!/${"x".repeat(300)}\n`))).toBeNull();
  });

  test("an argument may be cut", () => {
    expect(parseScript(bytes(`#!/bin/sh ${"y".repeat(300)}\n`))).toEqual({
      interpreter: "/bin/sh",
      argument: "y".repeat(245),
    });
  });
});
