/** What of a line is arithmetic on paths by hand. */
const BY_HAND = [
  [/\.(?:split|indexOf|lastIndexOf|join|includes)\(\s*["'`]\/["'`]/, "takes text apart, or joins it, at slashes"],
  [/\$\{[^{}]*\}\/|\/\$\{/, "writes a slash beside a part of a template"],
  [/["'`]\/[^"'`]*["'`]\s*\+(?!\+)|\+\s*["'`]\//, "adds text that begins with a slash"],
  [/[\w)]\s*\+\s*["'`][^"'` ]*\/["'`]/, "adds text that ends with a slash"],
  [/[!=]==?\s*(?:SLASH|47|0x2f)\b|\b(?:SLASH|47|0x2f)\s*[!=]==?/, "compares a byte with the slash"],
  [/[^=!<>]=\s*(?:SLASH|47|0x2f)\b/, "writes a slash, or names its code"],
  [/[(,]\s*(?:SLASH|47|0x2f)\s*[,)]/, "passes a slash on"],
];

/** `allow/${…}`, `trace/${…}`: names in the language of policies, whose slash parts no directories. */
const POLICY_WORD = /\b(?:allow|deny|default|lock|sandbox|trace|unshare)\/(?=\$\{)/g;

/** Tables hold numbers of system calls and of errors, 47 among them. */
const TABLE = /(?:^|\/)(?:table|abi)\/|table\.ts$/;

const CORE = "packages/core/src/";

/** Where core has slashes all the same: how many lines, and why `@sbx/path` is not asked. */
const ALLOWED = [
  ["lookup/base.ts", 3, "the one place of look-ups that writes a slash and that asks whether a name begins with one"],
  ["lookup/proc-links.ts", 1, "the text of /proc/thread-self, of numbers"],
  ["policy/check/shadowed.ts", 2, "directories of a pattern: it may be longer than a path, which must not throw"],
  ["policy/image/parents.ts", 2, "components of a pattern: wildcards, and `.` would be dropped"],
  ["policy/network/parse-pattern.ts", 1, "ADDRESS/PREFIX of a network"],
  ["policy/parse/commands/domain-command.ts", 2, "words of a policy line"],
  ["policy/parse/commands/named-command.ts", 3, "words of a policy line"],
  ["policy/parse/commands/rule.ts", 1, "words of a policy line"],
  ["policy/parse/commands/special-rule.ts", 1, "words of a policy line"],
  ["policy/parse/parse-policy.ts", 1, "words of a policy line"],
  ["policy/parse/path-pattern.ts", 2, "the kind of a pattern is its first byte; a pattern to write, for people"],
  ["policy/print-policy.ts", 6, "words of a policy line; ADDRESS/PREFIX of a network"],
  ["policy/profiles/default/profile.ts", 10, "policy text with patterns"],
  ["syscalls/handlers/network/address/judge-address.ts", 1, "/proc/self/fd/N, of a number"],
  ["syscalls/handlers/open/special-file.ts", 1, "/dev/pts/N, of a number"],
  ["syscalls/handlers/path-calls/xattr.ts", 2, "a name that must stay as it is: appendInto() drops a trailing slash"],
];

/** Tells every line of core that does with slashes what `@sbx/path` does, and every allowance that is not right any more. */
export function checkPathArithmetic(sources) {
  const problems = [];
  const product = sources.filter(({ packageName, isProduct }) => packageName === "core" && isProduct);
  for (const { file, text } of product) {
    if (TABLE.test(file)) continue;
    const found = linesByHand(text).map((line) => `${file}:${line}: use @sbx/path`);
    const allowed = ALLOWED.find(([name]) => CORE + name === file)?.[1] ?? 0;
    if (found.length > allowed) problems.push(...found);
    else if (found.length < allowed) problems.push(`${file}: ${allowed} lines are allowed, ${found.length} are needed`);
  }
  const known = new Set(product.map(({ file }) => file));
  for (const [name] of ALLOWED) if (!known.has(CORE + name)) problems.push(`${CORE}${name} is allowed, but is no file`);
  return problems;
}

/** Numbers of the lines with path arithmetic, and what it is. */
function linesByHand(text) {
  return text.split("\n").flatMap((line, index) => {
    if (/^\s*(?:\*|\/\/|\/\*)|^import\b/.test(line)) return [];
    const [, what] = BY_HAND.find(([pattern]) => pattern.test(line.replaceAll(POLICY_WORD, ""))) ?? [];
    return what === undefined ? [] : [`${index + 1}: ${what}: ${line.trim()}`];
  });
}
