const SIZE = /^([0-9]+(?:\.[0-9]+)?(?:e[0-9]{1,2})?)([kmgtpe]?)(i?)b?$/;
const POWERS = ["", "k", "m", "g", "t", "p", "e"] as const;

/**
 * Reads a size in bytes: a number, maybe with a fraction or exponent, and a unit in any case of letters. KiB is 1024, KB
 * and K are 1000; `_` and blanks do not count. Undefined for anything else and beyond 2^53.
 */
export const parseSize = (text: string): number | undefined => {
  const found = SIZE.exec(text.replaceAll(/[_ ]/g, "").toLowerCase());
  if (found === null) return undefined;
  const [, number = "", unit = "", binary = ""] = found;
  if (binary !== "" && unit === "") return undefined;
  const power = POWERS.findIndex((letter) => letter === unit);
  const size = Math.floor(Number(number) * (binary === "" ? 1000 : 1024) ** power);
  return Number.isSafeInteger(size) ? size : undefined;
};
