import type { Variable } from "../profile-text.ts";

/** Lines that give the program variables. Values are paths; one with a line end has no place in a line. */
export const variableLines = (variables: readonly Variable[]): string =>
  variables.map(([name, value]) => `setenv!${name}=${value.replaceAll("$", "$$$$")}\n`).join("");
