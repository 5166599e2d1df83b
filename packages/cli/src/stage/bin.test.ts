import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HELD_BACK, parseStage } from "./stage.ts";

// The stub runs with a `node` that prints what it was given, through a real /bin/sh.
const stub = fileURLToPath(new URL("../../bin/sbx", import.meta.url));
const root = mkdtempSync(join(realpathSync(tmpdir()), "sbx-stub-"));
const fakeNode = `#!/bin/sh
printf '%s\\n' "$1" "$SBX_STAGE" --
unset SBX_STAGE
env | grep -E '^(NODE|OPENSSL)_' | sort
shift
for a; do printf '[%s]' "$a"; done
`;

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
}

function sh(
  line: string,
  environment: Record<string, string> = {},
): { status: number | null; lines: string[]; err: string } {
  const env = { PATH: `${join(root, "path")}:/usr/bin:/bin`, ...environment };
  const run = spawnSync("/bin/sh", ["-c", line], { env, encoding: "utf8", cwd: root });
  return { status: run.status, lines: run.stdout.split("\n"), err: run.stderr };
}

/** What the program would get and what our own Node has. */
function variables(environment: Record<string, string>): { program: Record<string, string>; node: string[] } {
  const { lines } = sh("pkg/bin/sbx", environment);
  const end = lines.indexOf("--");
  return { program: parseStage(lines.slice(1, end).join("\n")).heldBack, node: lines.slice(end + 1, -1) };
}

beforeAll(() => {
  write(join(root, "path/node"), fakeNode);
  const packages = ["pkg", "local/node_modules/@sbx/cli", "global/lib/node_modules/@sbx/cli"];
  for (const folder of packages) {
    mkdirSync(join(root, folder, "bin"), { recursive: true });
    cpSync(stub, join(root, folder, "bin/sbx"));
    write(join(root, folder, "dist/sbx.js"), "");
  }
  mkdirSync(join(root, "local/node_modules/.bin"));
  symlinkSync("../@sbx/cli/bin/sbx", join(root, "local/node_modules/.bin/sbx"));
  mkdirSync(join(root, "global/bin"));
  symlinkSync("../lib/node_modules/@sbx/cli/bin/sbx", join(root, "global/bin/sbx"));
  mkdirSync(join(root, "other"));
  symlinkSync("../pkg/bin/sbx", join(root, "other/my-sbx"));
  mkdirSync(join(root, "unbuilt/bin"), { recursive: true });
  cpSync(stub, join(root, "unbuilt/bin/sbx"));
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("bin/sbx", () => {
  test("passes its arguments on unchanged", () => {
    expect(sh(`pkg/bin/sbx run -- 'a b' '' '*'`).lines[3]).toBe("[run][--][a b][][*]");
  });

  test.each([
    ["pkg/bin/sbx", "pkg/bin/../dist/sbx.js"],
    ["cd pkg/bin; sh sbx", "../dist/sbx.js"],
    ["local/node_modules/.bin/sbx", "local/node_modules/.bin/../@sbx/cli/bin/../dist/sbx.js"],
    ["global/bin/sbx", "global/bin/../lib/node_modules/@sbx/cli/bin/../dist/sbx.js"],
    ["other/my-sbx", `${root}/pkg/bin/../dist/sbx.js`],
  ])("started as %s finds the bundle", (line, bundle) => {
    expect(sh(line).lines[0]).toBe(bundle);
  });

  test.each([
    ["ulimit -Sn 100; pkg/bin/sbx", "1 0000000000000000 0000000000000000 100 - "],
    ["trap '' HUP; ulimit -Sn 100; pkg/bin/sbx", "1 0000000000000001 0000000000000000 100 - "],
    ["ulimit -Sn 100; pkg/bin/sbx <&-", "1 0000000000000000 0000000000000000 100 0 "],
    ["ulimit -Sn 100; pkg/bin/sbx 2>&-", "1 0000000000000000 0000000000000000 100 2 "],
  ])("notes what Node would forget: %s", (line, stage) => {
    const { lines } = sh(line);
    expect(lines[1]?.replace("- bash", "- ")).toBe(stage);
  });

  test("holds back from our own Node what would change it", () => {
    const given = Object.fromEntries(HELD_BACK.map((name) => [name, `a value of ${name}`]));
    expect(variables(given)).toEqual({ program: given, node: [] });
  });

  test.each([
    ["set to nothing", { NODE_PATH: "" }],
    ["full of what a shell would expand", { NODE_OPTIONS: '$(id) `id` "$HOME" \\' }],
    ["of two lines", { NODE_PATH: "/a\n/b" }],
  ])("passes on a variable that is %s", (_, given) => {
    expect(variables(given)).toEqual({ program: given, node: [] });
  });

  test("leaves other variables to both", () => {
    expect(variables({ NODE_ENV: "test" })).toEqual({ program: {}, node: ["NODE_ENV=test"] });
  });

  test("drops the channel to a parent: the program does not get its descriptor", () => {
    const channel = { NODE_CHANNEL_FD: "3", NODE_CHANNEL_SERIALIZATION_MODE: "json", NODE_UNIQUE_ID: "1" };
    expect(variables(channel)).toEqual({ program: {}, node: [] });
  });

  test("without a bundle says how to build it", () => {
    expect(sh("unbuilt/bin/sbx")).toEqual({
      status: 125,
      lines: [""],
      err: "sbx: dist/sbx.js is missing: build it first, with 'npm start' or 'pnpm build' in the checkout\n",
    });
  });

  test("without node says what to install", () => {
    expect(sh("pkg/bin/sbx", { PATH: "/nonexistent" })).toEqual({
      status: 125,
      lines: [""],
      err: "sbx: no 'node' on PATH: install Node.js 20.19 or newer\n",
    });
  });
});
