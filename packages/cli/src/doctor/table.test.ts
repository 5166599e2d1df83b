import { expect, test } from "vitest";
import { doctorTable } from "./table.ts";

test("what is missing says what is worse", () => {
  const table = doctorTable([
    { name: "seccomp notification", ok: true, detail: "Linux 6.18", without: "sbx cannot run" },
    { name: "mseal", ok: false, detail: "ENOSYS", without: "the policy image is read-only, but could be unmapped" },
  ]);
  expect(table).toBe(
    [
      "ok       seccomp notification  Linux 6.18",
      "MISSING  mseal                 ENOSYS",
      "         without it: the policy image is read-only, but could be unmapped",
      "",
      "1 of 2 are missing here.",
      "",
    ].join("\n"),
  );
});

test("a host that has everything", () => {
  expect(doctorTable([{ name: "mseal", ok: true, detail: "", without: "" }])).toBe(
    "ok       mseal\n\nEverything that sbx uses works here.\n",
  );
});
