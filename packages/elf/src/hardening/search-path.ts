/** An entry of a library search path that somebody other than the administrator may control. */
export interface SearchPathRisk {
  readonly from: "rpath" | "runpath";
  /** The entry, as a byte string. */
  readonly entry: string;
  /**
   * - `origin`: relative to where the program is, so a copy elsewhere loads other libraries
   * - `relative`: relative to the working directory of whoever starts it
   * - `empty`: an empty entry, which also means the working directory
   */
  readonly problem: "origin" | "relative" | "empty";
}

function problemOf(entry: string): SearchPathRisk["problem"] | null {
  if (entry === "") return "empty";
  if (entry.includes("$ORIGIN") || entry.includes("${ORIGIN}")) return "origin";
  // $LIB and $PLATFORM may start a relative path too: only a slash is absolute.
  return entry.startsWith("/") ? null : "relative";
}

/** Lists the risky entries of a search path, in order. */
export function searchPathRisks(path: string | null, from: "rpath" | "runpath"): readonly SearchPathRisk[] {
  if (path === null) return [];
  return path.split(":").flatMap((entry) => {
    const problem = problemOf(entry);
    return problem === null ? [] : [{ from, entry, problem }];
  });
}
