import { KIND_NEVER, R_KIND, R_MIN, R_SIZE } from "../pattern/record.ts";
import { HEADER_WORDS } from "./image.ts";

/** More bytes than any text has. */
const UNREACHABLE = 0x7fff_ffff;

/** Makes a rule of an image match nothing, in place. */
export function removeRule(words: Uint32Array, rule: number): void {
  const end = words[HEADER_WORDS + rule + 1]!;
  for (let at = words[HEADER_WORDS + rule]!; at < end; at += words[at + R_SIZE]!) {
    words[at + R_KIND] = KIND_NEVER;
    words[at + R_MIN] = UNREACHABLE;
  }
}
