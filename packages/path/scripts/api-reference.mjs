// Writes docs/api.md from the declarations that the compiler makes of the sources: `pnpm docs` writes, `pnpm docs --check`
// only compares. A test calls renderApiReference() too.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
export const referenceFile = join(root, "docs/api.md");

const headings = [
  ["Paths as strings or bytes", ["path", "names", "join"]],
  ["Errors", ["errors"]],
  ["Text and bytes", ["encoding/latin1"]],
  ["Arena and ids", ["arena/arena", "arena/intern"]],
  ["Ranges of bytes", ["parse", "normalize", "resolve", "prefix"]],
];

const toolFile = (tool) => join(dirname(createRequire(import.meta.url).resolve(`${tool}/package.json`)), "bin", tool);

/** Returns the reference as Markdown. */
export function renderApiReference() {
  const folder = mkdtempSync(join(tmpdir(), "sbx-path-"));
  try {
    const tsc = toolFile("typescript").replace(/typescript$/, "tsc");
    const project = join(root, "tsconfig.build.json");
    execFileSync(process.execPath, [
      tsc,
      "-p",
      project,
      "--emitDeclarationOnly",
      "--sourceMap",
      "false",
      "--outDir",
      folder,
    ]);
    const file = join(folder, "api.md");
    writeFileSync(
      file,
      render((name) => readFileSync(join(folder, `${name}.d.ts`), "utf8")),
    );
    execFileSync(process.execPath, [toolFile("oxfmt"), "--config", join(root, "../../.oxfmtrc.json"), file], {
      cwd: folder,
    });
    return readFileSync(file, "utf8");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function render(read) {
  const exported = new Set(read("index").match(/\b[A-Za-z]\w*\b/g));
  const sections = headings.map(([heading, files]) => {
    const entries = files.flatMap((file) => declarationsOf(read(file)).filter(({ name }) => exported.has(name)));
    return `## ${heading}\n\n${entries.map(renderEntry).join("\n")}`;
  });
  const intro = "Generated from the doc comments in `src/` by `pnpm run docs`: change them, not this file.";
  return `# API of @sbx/path\n\n${intro}\n\n${sections.join("\n")}`;
}

/** Splits a declaration file into documented declarations; overloads come together. */
function declarationsOf(text) {
  const found = [];
  const pattern =
    /(?:\/\*\*((?:[^*]|\*(?!\/))*)\*\/\n)?export (?:declare )?(function|const|class|interface|type) (\w+)/g;
  for (const match of text.matchAll(pattern)) {
    const [whole, comment, , name] = match;
    const start = match.index + whole.indexOf("export ");
    const isBlock = /class|interface/.test(match[2]);
    const end = isBlock ? text.indexOf("\n}", start) + 2 : endOfStatement(text, start);
    const code = text.slice(start, end).replace(/^export (declare )?/, "");
    const last = found.at(-1);
    if (last?.name === name) last.code += `\n${code}`;
    else found.push({ name, comment: comment ?? "", code });
  }
  return found;
}

function endOfStatement(text, start) {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if ("{(".includes(text[at])) depth++;
    else if ("})".includes(text[at])) depth--;
    else if (text[at] === ";" && depth === 0) return at + 1;
  }
  return text.length;
}

function renderEntry({ name, comment, code }) {
  const shown = code
    .replace(/^ {4}#private;\n/gm, "")
    .replace(/^ {4}/gm, "  ")
    .replace(/^ {5}\*/gm, "   *");
  const [prose, ...tags] = comment
    .replace(/^\s*\* ?/gm, "")
    .trim()
    .split(/\n(?=@)/);
  const lines = tags.map((tag) => {
    const [, kind, body] = /^@(\w+)\s*([\s\S]*)$/.exec(tag) ?? [];
    if (kind === "example") return `\n\`\`\`js\n${body.trim()}\n\`\`\`\n`;
    return `- **${kind}** ${body.replace(/\s*\n\s*/g, " ").trim()}`;
  });
  return `### ${name}\n\n\`\`\`ts\n${shown}\n\`\`\`\n\n${plain(prose)}\n${lines.length > 0 ? `\n${plain(lines.join("\n"))}\n` : ""}`;
}

const plain = (text) => text.replace(/\{@link ([\w.]+)\}/g, "`$1`").replace(/\{(PathError|RangeError)\}/g, "`$1`");

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const reference = renderApiReference();
  if (!process.argv.includes("--check")) writeFileSync(referenceFile, reference);
  else if (readFileSync(referenceFile, "utf8") !== reference) {
    console.error("docs/api.md is not current: run `pnpm --filter @sbx/path run docs`.");
    process.exitCode = 1;
  }
}
