import { HARMFUL } from "../render/json-text.ts";

const BACKSLASH = 0x5c;
/** Bytes that mean something in a pattern. */
const SPECIAL: readonly number[] = [..."*?[\\"].map((character) => character.charCodeAt(0));

/**
 * Makes the one-line rule that would allow categories on a target.
 * @param target bytes of a path or a name, or an address such as `127.0.0.1!22`
 * @param below whether everything directly in the directory `target` is meant
 */
export function allowRule(categories: readonly string[], target: Uint8Array | string, below = false): string {
  const pattern = typeof target === "string" ? target : pathPattern(target, below);
  return `allow/${categories.join(",")}+${pattern}`;
}

/** A pattern that matches exactly these bytes; hexadecimal as a whole where text could not say it. */
function pathPattern(target: Uint8Array, below: boolean): string {
  const literal = Buffer.from([...target].flatMap((byte) => (SPECIAL.includes(byte) ? [BACKSLASH, byte] : [byte])));
  const text = literal.toString();
  const printable =
    literal.every((byte) => byte >= 0x20) && !text.includes("\uFFFD") && text.replaceAll(HARMFUL, "") === text;
  const tail = below ? (text.endsWith("/") ? "*" : "/*") : "";
  return printable ? text.replaceAll("$", "$$$$") + tail : Buffer.concat([literal, Buffer.from(tail)]).toString("hex");
}
