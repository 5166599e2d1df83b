// Runs a program under a policy that allows everything and prints how it ended: run-program.ts '{"argv": […], …}'
import { writeSync } from "node:fs";
import { compilePolicy, parsePolicy, profileText } from "@sbx/core";
import { exitNow, PLAIN_STAGE, run } from "../src/index.ts";

interface Asked {
  readonly argv: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  readonly ignoredSignals?: string;
  readonly blockedSignals?: string;
  readonly softNofile?: number;
  readonly closed?: readonly number[];
  readonly waitForAll?: boolean;
  readonly timeoutMs?: number;
}

const asked = JSON.parse(process.argv[2] ?? "{}") as Asked;
const host = { home: "/", cwd: "/", tmp: [], uid: 0, gid: 0, pathDirs: [] };
const { policy } = parsePolicy([{ kind: "profile", name: "off" }], {
  environment: {},
  profileText: (name) => profileText(name, host),
});
const result = run({
  argv: asked.argv,
  environment: asked.environment ?? { PATH: "/usr/bin:/bin" },
  cwd: asked.cwd,
  policyImage: compilePolicy(policy),
  stage: {
    ...PLAIN_STAGE,
    ignoredSignals: BigInt(asked.ignoredSignals ?? 0),
    blockedSignals: BigInt(asked.blockedSignals ?? 0),
    softNofile: asked.softNofile,
    closed: asked.closed ?? [],
  },
  waitForAll: asked.waitForAll === true,
  timeoutMs: asked.timeoutMs,
});
writeSync(2, JSON.stringify(result));
exitNow(0);
