/** Paints text, or leaves it as it is. */
export interface Palette {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly green: (text: string) => string;
}

const sequence =
  (open: number, close: number) =>
  (text: string): string =>
    `\u001b[${open}m${text}\u001b[${close}m`;
const plain = (text: string): string => text;

export const PLAIN: Palette = { bold: plain, dim: plain, red: plain, green: plain };
export const COLOURED: Palette = {
  bold: sequence(1, 22),
  dim: sequence(2, 22),
  red: sequence(31, 39),
  green: sequence(32, 39),
};

/**
 * Chooses colours: NO_COLOR (not empty) forbids them, FORCE_COLOR (not `0`, not `false`) wants them, else a terminal that
 * is not dumb gets them.
 */
export function chooseColours(
  environment: Readonly<Record<string, string | undefined>>,
  isTerminal: () => boolean,
): Palette {
  if ((environment["NO_COLOR"] ?? "") !== "") return PLAIN;
  const force = environment["FORCE_COLOR"];
  if (force !== undefined) return force === "0" || force === "false" ? PLAIN : COLOURED;
  return environment["TERM"] !== "dumb" && isTerminal() ? COLOURED : PLAIN;
}
