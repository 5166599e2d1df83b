/** What a braced list begins and ends with, its items apart; undefined where a line has none. Variables are no lists. */
const bracesOf = (line: string): readonly [head: string, items: readonly string[], tail: string] | undefined => {
  const open = line.search(/(?<!\$)\{/);
  if (open < 0) return undefined;
  const close = line.indexOf("}", open);
  return [line.slice(0, open), line.slice(open + 1, close).split(","), line.slice(close + 1)];
};

const expandBraces = (line: string): string[] => {
  const braces = bracesOf(line);
  if (braces === undefined) return [line];
  const [head, items, tail] = braces;
  return items.flatMap((item) => expandBraces(head + item + tail));
};

const expandOwn = (line: string): string[] =>
  line.includes("§") ? ["/proc/self", "/proc/self/task/[0-9]*"].map((path) => line.replace("§", path)) : [line];

/** Writes out the abbreviations in which the profiles of the language are kept. */
export const expandProfile = (text: string): string =>
  `${text
    .replaceAll(/(?<=^[a-z]+\/)R(?=[,+])/gm, "lpath,npath,rpath")
    .split("\n")
    .flatMap(expandOwn)
    .flatMap(expandBraces)
    .join("\n")}\n`;
