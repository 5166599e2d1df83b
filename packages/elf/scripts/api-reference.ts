import { readFileSync, writeFileSync } from "node:fs";

// tsx scripts/api-reference.ts: writes docs/api.md from the doc comments of what src/index.ts exports.

const source = (path: string): string => readFileSync(new URL(`../src/${path}`, import.meta.url), "utf8");

interface Exported {
  readonly name: string;
  readonly file: string;
}

/** Names and files, in the order of the index. */
function exportsOf(index: string): readonly Exported[] {
  return [...index.matchAll(/export (?:type )?\{([^}]*)\} from "\.\/([^"]*)"/g)].flatMap(([, names, file]) => {
    const each = names!.split(",").map((name) => name.trim().replace(/^type /, ""));
    return each.filter((name) => name !== "").map((name) => ({ name, file: file! }));
  });
}

/** The text of a doc comment as Markdown. */
function prose(comment: string): string {
  return comment
    .replaceAll(/^\s*\/\*\*\s?|\s*\*\/\s*$|^\s*\* ?/gm, "")
    .replaceAll(/\{@link ([\w.]+)\}/g, "`$1`")
    .replaceAll(/^@param (\w+) - /gm, "- `$1`: ")
    .replaceAll(/^@returns /gm, "\nReturns: ")
    .replaceAll(/^@throws /gm, "\nThrows ")
    .replaceAll(/@default (\S+)/g, "Default: `$1`.")
    .replaceAll(/^@see /gm, "\nSource: ")
    .replaceAll(/^@example\s*$/gm, "")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

const comment = String.raw`/\*\*(?:(?!\*/)[^])*\*/`;

/** Members of a class that are not private: what a caller sees of each. */
function membersOf(body: string): string {
  const member = new RegExp(String.raw`^ {2}(${comment})\n {2}(?!#|constructor)([^\n]*?)(?: \{|;| = [^\n]*;)$`, "gm");
  const rows = [...body.matchAll(member)].map(([, text, code]) => {
    const shown = code!.replace(/^(declare |override )+/, "");
    return `- \`${shown}\`: ${prose(text!).replaceAll(/\s*\n\s*/g, " ")}`;
  });
  return rows.join("\n");
}

/** The end of a declaration that starts at the beginning of `code`. */
function wholeOf(code: string): string {
  if (code.startsWith("export type"))
    return /^[^]*?;\n(?=\n|$|\/\*\*|export|const|function)/.exec(`${code}\n`)![0].trim();
  return code.slice(0, code.search(/^\}/m) + 1);
}

function section({ name, file }: Exported): string {
  const found = new RegExp(
    String.raw`^(${comment})\n(export (?:class|function|interface|type) ${name}\b[^]*)`,
    "m",
  ).exec(source(file));
  if (found === null) throw new Error(`${file}: ${name} has no doc comment`);
  const [, text, code] = found as unknown as readonly [string, string, string];
  const head = `## ${name}\n\n${prose(text)}\n`;
  if (code.startsWith("export function")) {
    const signature = code.slice("export ".length, code.search(/ \{\n/));
    return `${head}\n\`\`\`ts\n${signature};\n\`\`\`\n`;
  }
  const whole = wholeOf(code).replace(/^export /, "");
  if (!whole.startsWith("class ")) return `${head}\n\`\`\`ts\n${whole}\n\`\`\`\n`;
  const members = membersOf(whole);
  return `${head}\n\`\`\`ts\n${whole.slice(0, whole.indexOf(" {"))}\n\`\`\`\n${members === "" ? "" : `\n${members}\n`}`;
}

/** The whole reference. */
export function apiReference(): string {
  const sections = exportsOf(source("index.ts")).map(section);
  return `# API of @sbx/elf\n\nGenerated from the doc comments by \`pnpm --filter @sbx/elf docs\`.\n\n${sections.join("\n")}`;
}

if (process.argv[1]?.endsWith("api-reference.ts") === true) {
  writeFileSync(new URL("../docs/api.md", import.meta.url), apiReference());
}
