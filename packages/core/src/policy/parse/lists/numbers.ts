import { refuseArgument, type Argument } from "../source-line.ts";

const NUMBER = /^(?:0|[1-9][0-9]*|0[xX][0-9A-Fa-f]+|0[oO][0-7]+)$/;

/** Reads a number in decimal, `0x` or `0o`, below 2^bits; undefined for anything else. */
export const parseNumber = (text: string, bits: number): bigint | undefined => {
  if (!NUMBER.test(text)) return undefined;
  const value = BigInt(text.toLowerCase());
  return value < 1n << BigInt(bits) ? value : undefined;
};

const REQUEST_NAME = /^!?[A-Za-z_*?[][A-Za-z0-9_*?[\]-]*!?$/;

/** Makes the reader of an ioctl request: a number below 2^bits, or a name, maybe with wildcards. */
export const readRequest =
  (bits: 32 | 64) =>
  (argument: Argument): string => {
    const { text } = argument;
    if (parseNumber(text, bits) !== undefined || REQUEST_NAME.test(text)) return text;
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: text === "" ? "the request is missing" : `"${text}" is no ioctl request`,
      found: text,
      expected: `a name such as TCGETS or TC*, or a number below 2^${bits}`,
    });
  };
