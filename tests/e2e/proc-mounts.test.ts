import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { people } from "./harness/people.ts";
import { ACT_ALL, missingPart, runInside } from "./harness/sandbox.ts";
import { emptyScratch, removeScratch } from "./harness/scratch.ts";

const root = people().find((person) => person.name === "root");
const canMount = root !== undefined && spawnSync("unshare", ["-m", "true"]).status === 0;

// Pitfall 107: /proc may be mounted a second time, as in change-root environments. `self` would be sbx there: it is absent.
test.skipIf(!canMount || missingPart() !== undefined)("a second /proc tells no more of sbx than the first", () => {
  if (root === undefined) throw new Error("not root");
  const scratch = emptyScratch(root);
  try {
    const mounted = {
      ...root,
      prefix: ["unshare", "-m", "sh", "-c", 'mount -t proc proc "$0" && exec "$@"', scratch],
    };
    const line = `cat ${scratch}/self/comm 2>&1 | sed 's/.*: //'; cat ${scratch}/$PPID/comm 2>&1 | sed 's/.*: //'`;
    const outcome = runInside({ person: mounted, argv: ["/bin/sh", "-c", line], cwd: "/" }, ACT_ALL);
    expect(outcome.stdout).toBe("No such file or directory\nNo such file or directory\n");
  } finally {
    removeScratch(scratch);
  }
});
