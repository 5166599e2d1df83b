import { parsePolicy } from "@sbx/core";
import { expect, test } from "vitest";
import type { PolicyRunOptions } from "./run-options.ts";
import { policyRunOptions } from "./run-options.ts";

const plain: PolicyRunOptions = { timeoutMs: undefined, waitForAll: false, logLevel: 4 };

test.each<[string, Partial<PolicyRunOptions>]>([
  ["lock:on", {}],
  ["timeout:2", { timeoutMs: 2000 }],
  ["timeout:1m 30s", { timeoutMs: 90_000 }],
  ["timeout:off", {}],
  ["trace/exit_wait_all:1", { waitForAll: true }],
  ["log/level:notice", { logLevel: 5 }],
  ["log/level:0", { logLevel: 0 }],
])("%s", (text, expected) => {
  const { policy } = parsePolicy([{ kind: "line", text }], { environment: {} });
  expect(policyRunOptions(policy)).toEqual({ ...plain, ...expected });
});
