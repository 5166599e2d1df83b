import type { Stage } from "../run/stage.ts";

const MAGIC = 0x31584253;
const HEADER_SIZE = 64;
const FLAG_WAIT_ALL = 1;
const FLAG_SCOPE_SIGNALS = 2;

/** What the monitor and the launcher stage need to know. */
export interface LaunchConfig {
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Directory to start in; absent: the one of sbx. */
  readonly cwd?: string | undefined;
  readonly filter: Uint8Array;
  readonly stage: Stage;
  readonly waitForAll: boolean;
  readonly scopeSignals: boolean;
  /** Milliseconds that the program may take. @default no limit */
  readonly limitMs?: number | undefined;
}

/** Writes the blob that `monitor/config.c` reads. */
export function encodeLaunchConfig(config: LaunchConfig): Uint8Array {
  const environment = Object.entries(config.environment).map(([name, value]) => `${name}=${value}`);
  const strings = [config.cwd ?? "", ...config.argv, ...environment];
  const text = Buffer.from(strings.map((entry) => `${entry}\0`).join(""), "utf8");
  const blob = Buffer.alloc(HEADER_SIZE + config.filter.length + text.length);
  const flags = (config.waitForAll ? FLAG_WAIT_ALL : 0) | (config.scopeSignals ? FLAG_SCOPE_SIGNALS : 0);
  const closed = config.stage.closed.reduce((mask, fd) => mask | (1 << fd), 0);
  blob.writeUInt32LE(MAGIC, 0);
  blob.writeUInt32LE(flags, 4);
  blob.writeUInt32LE(config.filter.length, 8);
  blob.writeUInt32LE(config.argv.length, 12);
  blob.writeUInt32LE(environment.length, 16);
  blob.writeUInt32LE(closed, 20);
  blob.writeBigUInt64LE(config.stage.ignoredSignals, 24);
  blob.writeBigUInt64LE(config.stage.blockedSignals, 32);
  blob.writeBigUInt64LE(BigInt(config.stage.softNofile ?? 0), 40);
  blob.writeBigUInt64LE(BigInt(HEADER_SIZE + config.filter.length), 48);
  blob.writeBigUInt64LE(BigInt(Math.ceil(config.limitMs ?? 0)), 56);
  blob.set(config.filter, HEADER_SIZE);
  blob.set(text, HEADER_SIZE + config.filter.length);
  return blob;
}
