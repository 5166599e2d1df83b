import { describe, expect, test } from "vitest";
import { main } from "./main.ts";
import { collectOutput } from "./output/collect.ts";

async function sbx(...args: string[]): Promise<{ status: number; out: string; err: string }> {
  const output = collectOutput();
  const { status } = await main(args, output);
  return { status, ...output.text };
}

describe("main", () => {
  test.each([[[]], [["help"]], [["--help"]], [["-h"]]])("%j prints the overview", async (args) => {
    const { status, out, err } = await sbx(...args);
    expect([status, err]).toEqual([0, ""]);
    expect(out).toMatch(/^Usage: sbx COMMAND/);
    expect(out).toContain("  run         run a program under a policy\n");
  });

  test("--version prints the version alone", async () => {
    expect(await sbx("--version")).toEqual({ status: 0, out: "0.0.0-source\n", err: "" });
  });

  test.each([
    [["rnu", "ls"], "sbx: there is no command 'rnu'; did you mean 'run'?\n"],
    [["ls", "-l"], "sbx: there is no command 'ls'; to run a program: sbx run -- ls\n"],
    [["--quiet"], "sbx: there is no command '--quiet'; to run a program: sbx run -- --quiet\n"],
    [["run"], "sbx: no program to run; write: sbx run -- COMMAND [ARGUMENT]...\n"],
    [["run", "--timout", "5", "ls"], "sbx: unknown option --timout; did you mean --timeout?\n"],
    [
      ["run", "--events-fd", "999", "ls"],
      "sbx: --events-fd 999: that descriptor is not open; open it: sbx run --events-fd 999 … 999>FILE\n",
    ],
    [["run", "-P", "/none.syd-3", "ls"], "sbx: cannot read the policy /none.syd-3: there is no such file\n"],
    [["run", "--report", "/none/r.json", "ls"], "sbx: cannot write the report /none/r.json (ENOENT)\n"],
    [["run", "-p", "off", "-m", "sandbox/raed:on", "ls"], 'sbx: -m #1:1:9: there is no category "raed" (try: read)\n'],
    [["check"], "sbx: no policy to check; write: sbx check FILE\n"],
    [["profile", "show", "of"], "sbx: there is no profile 'of'; did you mean 'off'?\n"],
    [["completion", "tcsh"], "sbx: name one shell; sbx completion bash|zsh|fish\n"],
    [["syscalls", "opnat"], "sbx: there is no system call 'opnat'; did you mean 'openat'?\n"],
  ])("%j is refused with one sentence and status 125", async (args, err) => {
    expect(await sbx(...args)).toEqual({ status: 125, out: "", err });
  });

  test.each(["run", "check", "explain", "profile", "doctor", "syscalls", "completion"])(
    "%s --help prints its page with an example",
    async (name) => {
      const { status, out, err } = await sbx(name, "--help");
      expect([status, err]).toEqual([0, ""]);
      expect(out).toMatch(new RegExp(`^Usage: sbx ${name}`));
      expect(out).toMatch(/\nExamples?:\n {2}\S*sbx |\n {2}source/);
    },
  );

  test("--help behind other options is the command's, behind the program it is not ours", async () => {
    expect((await sbx("run", "-p", "off", "--help")).out).toMatch(/^Usage: sbx run/);
  });
});
