import type { Facts } from "./readelf.ts";

/** One fact on which two tools differ. */
export interface Difference {
  readonly file: string;
  readonly fact: string;
  readonly ours: string;
  readonly theirs: string;
}

/** How a comparison went. */
export interface Agreement {
  readonly name: string;
  readonly files: number;
  readonly facts: number;
  readonly differences: readonly Difference[];
}

/** Compares fact by fact; a file that only one side knows is a difference too. */
export function compareFacts(
  name: string,
  files: readonly string[],
  ours: (file: string) => Facts,
  theirs: ReadonlyMap<string, Facts>,
): Agreement {
  const differences: Difference[] = [];
  let facts = 0;
  for (const file of files) {
    const expected = theirs.get(file);
    if (expected === undefined) {
      differences.push({ file, fact: "file", ours: "read", theirs: "absent" });
      continue;
    }
    const found = ours(file);
    if (found["error"] !== undefined) differences.push({ file, fact: "error", ours: found["error"], theirs: "read" });
    for (const [fact, value] of Object.entries(expected)) {
      const our = found[fact];
      // A fact that the other tool is known to get wrong for this kind of file is left out by whoever reduces ours.
      if (our === undefined) continue;
      facts++;
      if (our !== value) differences.push({ file, fact, ours: our, theirs: value });
    }
  }
  return { name, files: files.length, facts, differences };
}

function cut(text = "(absent)"): string {
  return JSON.stringify(text.length > 300 ? `${text.slice(0, 300)}…` : text);
}

/** One line for a table, and every difference below it. */
export function showAgreement(agreement: Agreement, most = 20): string {
  const { name, files, facts, differences } = agreement;
  const lines = [`${name}: ${files} files, ${facts} facts, ${differences.length} differences`];
  for (const difference of differences.slice(0, most)) {
    lines.push(
      `  ${difference.file}: ${difference.fact}: ours ${cut(difference.ours)}, theirs ${cut(difference.theirs)}`,
    );
  }
  return lines.join("\n");
}
