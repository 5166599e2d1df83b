import { parseIpv4, parseIpv6 } from "../network/parse-address.ts";
import { isPlainPath } from "../path-text.ts";

/** What a text value has to be: a sentence part for the error, and the test. */
interface TextRule {
  readonly expected: string;
  readonly holds: (text: string) => boolean;
}

const HOST: TextRule = {
  expected: "1 to 64 letters without control characters and blanks at the ends",
  holds: (text) => text.length <= 64 && !/[\u0000-\u001f\u007f*?[\]"<>&'!\\;$|`]|^[ \-~]| $/.test(text),
};

const ADDRESS: TextRule = {
  expected: "an IPv4 or IPv6 address",
  holds: (text) => (parseIpv4(text) ?? parseIpv6(text)) !== undefined,
};

const DIRECTORY: TextRule = { expected: "an absolute path without ..", holds: isPlainPath };

const EMPTY_ROOTS: ReadonlySet<string> = new Set(["tmpfs", "tmp", "t", "ramfs", "ram", "r"]);

/** Rules for the options whose value is text, by name. */
export const TEXT_RULES: Readonly<Record<string, TextRule>> = {
  "uts/host": HOST,
  "uts/domain": HOST,
  "uts/version": HOST,
  "proxy/addr": ADDRESS,
  "proxy/ext/host": ADDRESS,
  "proxy/ext/unix": DIRECTORY,
  workdir: DIRECTORY,
  root: {
    expected: "an absolute path without .., tmpfs or ramfs",
    holds: (text) => EMPTY_ROOTS.has(text) || isPlainPath(text),
  },
  ipc: {
    expected: "an absolute path, or @ and an abstract name",
    holds: (text) => (text.startsWith("@") && text.length > 1) || isPlainPath(text),
  },
};
