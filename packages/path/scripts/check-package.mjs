// Packs the package as it would be published and checks the tarball: what is in it, publint, are-the-types-wrong.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "sbx-path-"));
const run = (command, args, stdio = "inherit") =>
  execFileSync(command, args, { cwd: root, stdio: ["ignore", stdio, "inherit"], encoding: "utf8" });

try {
  for (const license of ["LICENSE-MIT", "LICENSE-APACHE"]) {
    const same = readFileSync(join(root, license)).equals(readFileSync(join(root, "../..", license)));
    if (!same) throw new Error(`${license} differs from the one of the repository.`);
  }
  const { npm_execpath: packer = "npm" } = process.env;
  const [command, ...first] = /\.c?js$/.test(packer) ? [process.execPath, packer] : [packer];
  run(command, [...first, "pack", "--pack-destination", folder], "pipe");
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");

  const files = run("tar", ["-tzf", tarball], "pipe").trim().split("\n");
  const allowed =
    /^package\/(package\.json|README\.md|CHANGELOG\.md|LICENSE-(MIT|APACHE)|docs\/(api|design)\.md|(dist|src)\/.*)$/;
  // A file in dist/ whose source is gone is left over from an earlier build.
  const isStale = (file) => {
    const [, name] = /^package\/dist\/(.*?)(\.d\.ts|\.js|\.js\.map)$/.exec(file) ?? [];
    return name !== undefined && !files.includes(`package/src/${name}.ts`);
  };
  const wrong = files.filter((file) => !allowed.test(file) || file.includes(".test.") || isStale(file));
  const needed = ["package.json", "README.md", "LICENSE-MIT", "LICENSE-APACHE", "dist/index.js", "dist/index.d.ts"];
  const missing = needed.filter((file) => !files.includes(`package/${file}`));
  if (wrong.length + missing.length > 0) throw new Error(`Not to be packed: ${wrong}; missing: ${missing}`);

  run(join(root, "node_modules/.bin/publint"), ["run", tarball, "--strict"]);
  run(join(root, "node_modules/.bin/attw"), [tarball, "--profile", "esm-only", "--no-emoji"]);
  console.log(`${files.length} files are packed, and all is well.`);
} finally {
  rmSync(folder, { recursive: true });
}
