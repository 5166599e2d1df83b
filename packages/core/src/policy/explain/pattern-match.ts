import { compileRuleSet, openRuleSet } from "@sbx/glob";
import type { PathRule } from "../rule.ts";
import { encodeUtf8 } from "../utf8.ts";

/** Whether one pattern matches a name. For explanations: a policy that runs has all its patterns in one set. */
export const patternMatches = (pattern: Uint8Array, name: Uint8Array): boolean =>
  !pattern.some((byte) => byte === STAR || byte === QUESTION || byte === BRACKET)
    ? pattern.length === name.length && pattern.every((byte, index) => byte === name[index])
    : wildcardMatches(pattern, name);

const STAR = 0x2a;
const QUESTION = 0x3f;
const BRACKET = 0x5b;

const wildcardMatches = (pattern: Uint8Array, name: Uint8Array): boolean =>
  openRuleSet(compileRuleSet([pattern])).match(name, 0, name.length) >= 0;

/** Whether a rule for names matches one. */
export const ruleMatches = (rule: PathRule, name: Uint8Array): boolean =>
  rule.pattern === "!all" ? name[0] === 0x21 : patternMatches(rule.bytes, name);

const SPECIAL = /[\\*?[]/g;

/** The pattern that matches exactly one name. */
export const literalPattern = (name: string): string =>
  /[*?[]/.test(name) ? name.replaceAll(SPECIAL, (character) => `\\${character}`) : name;

/** Bytes of a name. */
export const bytesOf = (name: string): Uint8Array => encodeUtf8(name);
