import { readFileSync, writeFileSync } from "node:fs";

// tsx scripts/api-reference.ts [--check]: writes docs/api.md from the doc comments of what src/index.ts exports.

const source = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), "utf8");
const target = new URL("../docs/api.md", import.meta.url);

interface Exported {
  readonly name: string;
  readonly file: string;
}

/** Names and files, in the order of the index. */
function exportsOf(index: string): Exported[] {
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from "\.\/([^"]*)"/g)].flatMap(([, names, file]) =>
    names!
      .split(",")
      .map((name) => name.trim().replace(/^type /, ""))
      .filter((name) => name !== "")
      .map((name) => ({ name, file: file! })),
  );
}

/** The doc comment of a declaration as Markdown. */
function prose(comment: string): string {
  return comment
    .replaceAll(/^\s*\/\*\*\s?|\s*\*\/$|^\s*\* ?/gm, "")
    .replaceAll("**\\/", "**/")
    .replaceAll(/\{@link (\w+)\}/g, "`$1`")
    .replaceAll(/@example\s*\n/g, "")
    .replaceAll(/@throws \{(\w+)\} /g, "Throws `$1`: ")
    .replaceAll(/@default /g, "Default: ")
    .replaceAll(/^ +/gm, "")
    .trim();
}

/** The declaration without the body of a function or of methods. */
function signature(code: string): string {
  const kind = /^export (\w+)/.exec(code)![1];
  if (kind === "function") return `${code.slice("export ".length, code.search(/ \{\n/))};`;
  const whole = kind === "type" ? /^[^;]*;/.exec(code)![0] : code.slice(0, code.search(/^\}/m) + 1);
  return whole
    .slice("export ".length)
    .replaceAll(/\n\n {2}constructor\((?:[^{]*)\{[^]*?^ {2}\}/gm, "")
    .trim();
}

function section({ name, file }: Exported): string {
  const text = source(file);
  const found = new RegExp(
    `^(/\\*\\*(?:(?!\\*/)[^])*\\*/)\\n(export (?:class|function|interface|type|const) ${name}\\b[^]*)`,
    "m",
  ).exec(text);
  if (found === null) throw new Error(`${file}: ${name} has no doc comment`);
  const [, comment, code] = found as unknown as [string, string, string];
  return `## ${name}\n\n${prose(comment)}\n\n\`\`\`ts\n${signature(code)}\n\`\`\`\n`;
}

/** The whole reference. */
export function apiReference(): string {
  const sections = exportsOf(source("index.ts")).map(section);
  return `# API of @sbx/glob\n\nGenerated from the doc comments by \`pnpm --filter @sbx/glob docs\`.\n\n${sections.join("\n")}`;
}

if (process.argv[1]?.endsWith("api-reference.ts") === true) writeFileSync(target, apiReference());
