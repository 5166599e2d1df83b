const SPECIAL = /[*?[\\$]/;

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
  const text = Buffer.from(target).toString();
  const printable = [...target].every((byte) => byte >= 0x20 && byte !== 0x7f) && !text.includes("\uFFFD");
  const tail = below ? (text.endsWith("/") ? "*" : "/*") : "";
  if (!printable) return Buffer.concat([target, Buffer.from(tail)]).toString("hex");
  const escaped = SPECIAL.test(text) ? text.replaceAll(/[*?[\\]/g, "\\$&").replaceAll("$", "$$$$") : text;
  return escaped + tail;
}
