import { createHash } from "node:crypto";
import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** Describes everything below a folder, a line each: type, mode, content. What `ignored` matches is left out. */
export function describeTree(folder: string, ignored: RegExp = /^$/): readonly string[] {
  const lines: string[] = [];
  const visit = (path: string): void => {
    for (const name of readdirSync(join(folder, path)).sort()) {
      const inner = path === "" ? name : `${path}/${name}`;
      if (ignored.test(inner)) continue;
      const status = lstatSync(join(folder, inner));
      lines.push(`${inner} ${(status.mode & 0o177777).toString(8)} ${contentOf(folder, inner, status.mode)}`);
      if (status.isDirectory()) visit(inner);
    }
  };
  visit("");
  return lines;
}

function contentOf(folder: string, path: string, mode: number): string {
  const type = mode & 0o170000;
  if (type === 0o120000) return readlinkSync(join(folder, path)).replaceAll(folder, "{D}");
  if (type !== 0o100000) return "";
  const bytes = readFileSync(join(folder, path));
  const text = bytes.includes(0) ? bytes : Buffer.from(bytes.toString("latin1").replaceAll(folder, "{D}"), "latin1");
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}
