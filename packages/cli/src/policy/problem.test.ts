import { parsePolicy, PolicyError, unsupportedFeatures } from "@sbx/core";
import { expect, test } from "vitest";
import { policyErrorSentence, unsupportedSentence } from "./problem.ts";

function errorOf(text: string): PolicyError {
  try {
    parsePolicy([{ kind: "file", name: "my.syd-3", text }], { environment: {} });
  } catch (error) {
    if (error instanceof PolicyError) return error;
    throw error;
  }
  throw new Error("the policy is good");
}

test("an error names the place and the cure", () => {
  const sentence = policyErrorSentence(errorOf("# mine\nsandbox/raed:on\n"));
  expect(sentence).toBe('my.syd-3:2:9: there is no category "raed" (try: read)');
});

test("control characters of a policy do not reach the terminal (pitfall 9)", () => {
  expect(policyErrorSentence(errorOf("\u001b[2Jx:1"))).not.toContain("\u001b");
});

test("what is not supported names the place and how to do without", () => {
  const text = "sandbox/all:off\nsandbox/proxy:on";
  const { policy } = parsePolicy([{ kind: "file", name: "my.syd-3", text }], { environment: {} });
  const proxy = unsupportedFeatures(policy).filter(({ name }) => name === "sandbox/proxy");
  expect(proxy.map(unsupportedSentence)).toEqual([
    "my.syd-3:2: sandbox/proxy is not supported yet (to do without: sandbox/proxy:off)",
  ]);
});
