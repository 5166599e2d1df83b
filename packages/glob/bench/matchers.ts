import { glob } from "@sbx/glob";
import micromatch from "micromatch";
import { Minimatch } from "minimatch";
import picomatch from "picomatch";
import wildcardMatch from "wildcard-match";
import zeptomatch from "zeptomatch";

/** A compiled pattern of an engine that takes strings. */
export type TextMatcher = (path: string) => boolean;

/** The npm packages, each compiled once and used as its documentation tells; names with a leading dot are ordinary. */
export const TEXT_ENGINES: Readonly<Record<string, (pattern: string, pathAware: boolean) => TextMatcher>> = {
  "sbx (string)": (pattern, pathAware) => {
    const compiled = glob(pattern, { pathAware });
    return (path) => compiled.test(path);
  },
  picomatch: (pattern) => picomatch(pattern, { dot: true }),
  minimatch: (pattern) => {
    const compiled = new Minimatch(pattern, { dot: true });
    return (path) => compiled.match(path);
  },
  zeptomatch: (pattern) => {
    const compiled = zeptomatch.compile(pattern);
    return (path) => compiled.test(path);
  },
  micromatch: (pattern) => micromatch.matcher(pattern, { dot: true }),
  "wildcard-match": (pattern) => wildcardMatch(pattern, "/"),
};
