/** What the stage before Node saw of the process that Node then changed. */
export interface Stage {
  /** Signals that were ignored at the start: bit n − 1 is signal n. */
  readonly ignoredSignals: bigint;
  /** Signals that were blocked at the start, in the same form. */
  readonly blockedSignals: bigint;
  /** The soft limit of open files; undefined where no stage ran (the kernel has none without a limit). */
  readonly softNofile: number | undefined;
  /** Standard descriptors that were closed. */
  readonly closed: readonly number[];
  /** Variables that were held back from our own Node and belong to the program. */
  readonly heldBack: Readonly<Record<string, string>>;
}

/** The variable in which `bin/sbx` passes its findings. */
export const STAGE_VARIABLE = "SBX_STAGE";

/**
 * Variables by which `bin/sbx` does not let our own Node be changed: the program gets them. Some make Node slow, with one
 * (`NODE_COMPILE_CACHE`) it would run byte code from a directory that may be the program's.
 */
export const HELD_BACK: readonly string[] = [
  "NODE_COMPILE_CACHE",
  "NODE_DEBUG",
  "NODE_DEBUG_NATIVE",
  "NODE_EXTRA_CA_CERTS",
  "NODE_ICU_DATA",
  "NODE_OPTIONS",
  "NODE_PATH",
  "NODE_PENDING_DEPRECATION",
  "NODE_PRESERVE_SYMLINKS",
  "NODE_PRESERVE_SYMLINKS_MAIN",
  "NODE_REDIRECT_WARNINGS",
  "NODE_REPL_EXTERNAL_MODULE",
  "NODE_TEST_CONTEXT",
  "NODE_USE_ENV_PROXY",
  "NODE_USE_SYSTEM_CA",
  "NODE_V8_COVERAGE",
  "OPENSSL_CONF",
];

/** The stage of a process that was not started by `bin/sbx`: nothing is known. */
export const NO_STAGE: Stage = {
  ignoredSignals: 0n,
  blockedSignals: 0n,
  softNofile: undefined,
  closed: [],
  heldBack: {},
};

const QUIT_BIT = 1n << 2n;

/**
 * Parses the value of {@link STAGE_VARIABLE}: a line `1 IGNORED BLOCKED FILES CLOSED [bash]`, then `NAME=VALUE` lines.
 * An unknown form is no stage: the variable may come from a program inside another sbx.
 */
export function parseStage(text: string | undefined): Stage {
  if (text === undefined) return NO_STAGE;
  const [head = "", ...lines] = text.split("\n");
  const match = /^1 ([0-9a-f]+) ([0-9a-f]+) (\d+) ([012]+|-)( bash)? ?$/.exec(head);
  if (match === null) return NO_STAGE;
  const [, ignored = "0", blocked = "0", files = "0", closed = "-", bash] = match;
  const ignoredSignals = BigInt(`0x${ignored}`);
  return {
    ignoredSignals: bash === undefined ? ignoredSignals : ignoredSignals & ~QUIT_BIT,
    blockedSignals: BigInt(`0x${blocked}`),
    softNofile: files === "0" ? undefined : Number(files),
    closed: closed === "-" ? [] : [...closed].map(Number),
    heldBack: parseHeldBack(lines),
  };
}

/** A line that does not begin a variable goes on with the value before it. */
function parseHeldBack(lines: readonly string[]): Record<string, string> {
  const held: Record<string, string> = {};
  let name: string | undefined;
  for (const line of lines) {
    const begun = HELD_BACK.find((variable) => line.startsWith(`${variable}=`));
    if (begun !== undefined) {
      name = begun;
      held[name] = line.slice(name.length + 1);
    } else if (name !== undefined) {
      held[name] = `${held[name]}\n${line}`;
    }
  }
  return held;
}
