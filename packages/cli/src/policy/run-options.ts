import type { Policy } from "@sbx/core";

/** What a policy says about the run as a whole; the command line goes before it. */
export interface PolicyRunOptions {
  readonly timeoutMs: number | undefined;
  readonly waitForAll: boolean;
  /** Least urgent level whose events are logged: 4 is `warn`, 5 is `notice`. */
  readonly logLevel: number;
}

const WARN = 4;

/** Reads the options of a policy that concern the run as a whole. */
export function policyRunOptions({ options }: Pick<Policy, "options">): PolicyRunOptions {
  const seconds = options.get("timeout")?.value;
  const level = options.get("log/level")?.value;
  return {
    timeoutMs: typeof seconds === "number" && seconds > 0 ? Math.ceil(seconds * 1000) : undefined,
    waitForAll: options.get("trace/exit_wait_all")?.value === true,
    logLevel: typeof level === "number" ? level : WARN,
  };
}
