import { glob, GlobError, type Glob } from "@sbx/glob";

const USAGE = "usage: sbx glob PATTERN PATH...\n";

/** At least one path was matched. */
const MATCHED = 0;
/** No path was matched. */
const UNMATCHED = 1;
/** The question could not be asked: a status of its own, so that no script takes it for "no". */
const FAILED = 125;

function compile(pattern: string, err: (text: string) => void): Glob | undefined {
  try {
    return glob(pattern);
  } catch (error) {
    if (!(error instanceof GlobError)) throw error;
    err(`sbx glob: ${error.message}\n  ${error.hint}\n`);
    return undefined;
  }
}

/**
 * Prints the paths that the pattern matches, one a line.
 *
 * @returns 0 if any did, 1 if none, 125 if the pattern cannot be compiled or arguments are missing.
 */
export function globCommand(args: readonly string[], out: (text: string) => void, err: (text: string) => void): number {
  const [pattern, ...paths] = args[0] === "--" ? args.slice(1) : args;
  if (pattern === undefined || paths.length === 0) {
    err(USAGE);
    return FAILED;
  }
  const compiled = compile(pattern, err);
  if (compiled === undefined) return FAILED;
  const matched = paths.filter((path) => compiled.test(path));
  for (const path of matched) out(`${path}\n`);
  return matched.length > 0 ? MATCHED : UNMATCHED;
}
