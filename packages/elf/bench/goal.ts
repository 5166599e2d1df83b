/** One figure that the package has to reach. */
export interface Goal {
  readonly name: string;
  readonly must: string;
  readonly measured: string;
  readonly reached: boolean;
}

/** Prints goals as a table. */
export function showGoals(goals: readonly Goal[]): string {
  const rows = [
    ["goal", "must", "measured", ""],
    ...goals.map(({ name, must, measured, reached }) => [name, must, measured, reached ? "reached" : "MISSED"]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
