import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { doLine, type Line } from "../e2e/harness/compare.ts";
import { people } from "../e2e/harness/people.ts";
import { missingPart } from "../e2e/harness/sandbox.ts";

// What takes long or needs a package registry: `node scripts/conformance.mjs` runs it.
const missing = process.env["SBX_CONFORMANCE"] === "1" ? missingPart() : "run by scripts/conformance.mjs";
const root = fileURLToPath(new URL("../..", import.meta.url));
const registry = spawnSync("npm", ["view", "express", "version"], { timeout: 60_000 });

/** Caches, logs and compiled files with a time in them. */
const STAMPED = /(^|\/)(\.npm|\.cache|\.config|__pycache__|\.package-lock\.json|RECORD)(\/|$)/;
const TIMEOUT = 900_000;

const LINES: readonly Line[] = [
  {
    name: "npm install express",
    needs: ["npm"],
    line: "mkdir p && cd p && npm init -y >/dev/null && npm install express --no-audit --no-fund --loglevel=error >/dev/null && node -e 'console.log(typeof require(\"express\"))' && ls node_modules | wc -l",
    ignored: STAMPED,
  },
  {
    name: "python3 -m venv and pip",
    // setuptools brings a file whose name has parentheses.
    rules: ["trace/allow_unsafe_filename:1"],
    needs: ["python3"],
    line: "python3 -m venv v && v/bin/pip --version | cut -d' ' -f1,2 && v/bin/python -c 'import sys; print(sys.prefix != sys.base_prefix)' && v/bin/pip install --quiet --disable-pip-version-check six && v/bin/python -c 'import six; print(six.__name__)'",
    ignored: STAMPED,
  },
  {
    name: "vitest",
    needs: ["node"],
    line: `mkdir t && printf 'import { expect, test } from "vitest"; test("one", () => expect(1).toBe(1)); test("two", async () => { await new Promise((r) => setTimeout(r, 10)); });' > t/a.test.ts && ln -s ${root}/node_modules node_modules && ${root}/node_modules/.bin/vitest run --root . --reporter=tap t | grep -E '^ *ok' | sed 's/ # time.*//'`,
    ignored: /node_modules/,
    rules: ["trace/allow_unsafe_symlinks:1"],
  },
  {
    name: "a tree of 2,000 files",
    needs: ["git", "tar"],
    line: "i=0; while [ $i -lt 2000 ]; do mkdir -p s/$((i % 50)); echo file $i > s/$((i % 50))/$i; i=$((i + 1)); done; grep -r 'file 199' s | sort | head -3; find s -type f | wc -l; cp -a s c; tar cf - s | tar tf - | wc -l; cd s && git init -q && git add . && git status --short | wc -l; rm -rf ../c; ls ..",
    ignored: /\.git(\/|$)/,
  },
];

describe.skipIf(missing !== undefined)(`slow programs (${missing ?? "inside as outside"})`, () => {
  for (const person of people()) {
    test.for(LINES.map((line) => [line.name, line] as const))(
      `${person.name}: %s`,
      { timeout: 4 * TIMEOUT },
      ([, line], context) => {
        context.skip(registry.status !== 0 && /install/.test(line.line), "no package registry");
        const slow = { ...line, timeoutMs: TIMEOUT };
        expect(doLine(slow, person, "inside")).toEqual(doLine(slow, person, "bare"));
      },
    );
  }
});
