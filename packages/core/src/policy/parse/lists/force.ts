import { ERRNO } from "../../../abi/index.ts";
import { ACTIONS } from "../../action.ts";
import { refuseArgument, type Argument } from "../source-line.ts";
import { nearest } from "../suggest.ts";
import { splitFields } from "./fields.ts";

/** Length of each checksum, in bytes. */
const DIGEST_BYTES: Readonly<Record<string, number>> = Object.fromEntries(
  (
    [
      [4, "crc32 crc32c"],
      [8, "crc64"],
      [16, "md4 md5 rmd128 blake2s-128"],
      [20, "sha1 rmd160 blake2b-160"],
      [24, "tiger tiger2"],
      [28, "sha224 sha3-224"],
      [32, "sha256 sha3-256 keccak256 rmd256 blake2b-256 blake2s-256 blake3 wp256 sm3 streebog256 gost94"],
      [40, "rmd320"],
      [48, "sha384 sha3-384 blake2b-384 wp384"],
      [64, "sha512 sha3-512 keccak512 blake2b-512 wp512 streebog512"],
    ] as const
  ).flatMap(([bytes, names]) => names.split(" ").map((name) => [name, bytes] as const)),
);

const HEX = /^[0-9A-Fa-f]*$/;

/** Reads `PATH:ALGORITHM:HEX[:ACTION]`. @throws {PolicyError} EINVAL; EOPNOTSUPP for an algorithm that there is not. */
export const readForce = (argument: Argument): string => {
  const [path = argument, algorithm, digest, action, extra] = splitFields(argument);
  readForcePath(path);
  if (algorithm === undefined || digest === undefined || extra !== undefined)
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: "a checksum rule has a path, an algorithm and the checksum",
      found: argument.text,
      expected: "force+PATH:ALGORITHM:HEX[:ACTION]",
    });
  const bytes = Object.hasOwn(DIGEST_BYTES, algorithm.text) ? DIGEST_BYTES[algorithm.text] : undefined;
  if (bytes === undefined)
    throw refuseArgument(algorithm, 0, {
      code: "ERR_POLICY_VALUE",
      errno: ERRNO.EOPNOTSUPP,
      message: `there is no checksum algorithm "${algorithm.text}"`,
      found: algorithm.text,
      expected: "a checksum algorithm such as sha256",
      suggestion: nearest(algorithm.text, Object.keys(DIGEST_BYTES)),
    });
  const zeros = algorithm.text.startsWith("crc") && /^0+$/.test(digest.text);
  if (!HEX.test(digest.text) || digest.text.length !== 2 * bytes || zeros)
    throw refuseArgument(digest, 0, {
      code: "ERR_POLICY_VALUE",
      message: zeros ? "a checksum of zeros matches nothing" : `this is no checksum of ${algorithm.text}`,
      found: digest.text,
      expected: `${2 * bytes} hexadecimal digits`,
    });
  if (action !== undefined) readForceAction(action);
  return argument.text;
};

const FORCE_ACTIONS = ACTIONS.filter((name) => name !== "allow");

const readForceAction = (argument: Argument): void => {
  if (FORCE_ACTIONS.some((name) => name === argument.text)) return;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: `"${argument.text}" is no action of a checksum rule`,
    found: argument.text,
    expected: FORCE_ACTIONS.join(", "),
    suggestion: nearest(argument.text, FORCE_ACTIONS),
  });
};

/** Reads the path of a checksum rule. */
export const readForcePath = (argument: Argument): string => {
  if (argument.text.startsWith("/")) return argument.text;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: "the path of a checksum rule is absolute",
    found: argument.text,
    expected: "an absolute path",
  });
};
