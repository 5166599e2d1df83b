/** A goal and what was measured. */
export interface Row {
  readonly goal: string;
  readonly found: number;
  readonly unit: string;
  /** What has to be reached; without one the row informs. */
  readonly must?: { readonly at: "most" | "least"; readonly value: number };
  readonly detail: string;
}

const number = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** Whether the row's goal is reached. */
export function isReached({ found, must }: Row): boolean {
  if (must === undefined) return true;
  return must.at === "most" ? found <= must.value : found >= must.value;
}

/** One row as a line of the table. */
export function rowText(row: Row): string {
  const { goal, found, unit, must, detail } = row;
  const wanted = must === undefined ? "" : `${must.at === "most" ? "≤" : "≥"} ${must.value}`;
  const mark = must === undefined ? " " : isReached(row) ? "✓" : "✗";
  return `${mark} ${goal.padEnd(46)} ${`${number(found)} ${unit}`.padStart(12)}  ${wanted.padEnd(8)} ${detail}`;
}
