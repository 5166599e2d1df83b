import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

// The built command as users start it, through the stage before Node.
const bin = fileURLToPath(new URL("../bin/sbx", import.meta.url));
const built = existsSync(fileURLToPath(new URL("../dist/sbx.js", import.meta.url)));
const folder = realpathSync(mkdtempSync(join(tmpdir(), "sbx-cli-")));
const OPEN = "-p off -m trace/allow_unsafe_env:1";

/** What a shell line came to; `$SBX` is the command. */
interface Seen {
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

function sh(line: string, environment: Record<string, string> = {}): Seen {
  const env = { PATH: process.env["PATH"] ?? "", HOME: folder, SBX: bin, ...environment };
  const run = spawnSync("/bin/sh", ["-c", line], { env, cwd: folder, encoding: "utf8", timeout: 20_000 });
  return { status: run.status, signal: run.signal, out: run.stdout, err: run.stderr };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(!built)("sbx, built", () => {
  test.each([
    ["true", 0, ""],
    ["sh -c 'exit 3'", 3, ""],
    ["sh -c 'kill -TERM $$'", 143, ""],
    ["sh -c 'kill -KILL $$'", 137, ""],
    ["no-such-program", 127, "sbx: no-such-program: there is no such program\n"],
    ["/etc/passwd", 126, "sbx: /etc/passwd: cannot be executed (EACCES)\n"],
  ])("run -- %s: status %i", (program, status, err) => {
    const seen = sh(`$SBX run ${OPEN} -- ${program}; exit $?`);
    expect({ status: seen.status, err: seen.err.replace(/^(Terminated|Killed)\n/m, "") }).toEqual({ status, err });
  });

  test("ends by the signal that ended the program", () => {
    expect(sh(`exec $SBX run ${OPEN} -- sh -c 'kill -TERM $$'`)).toMatchObject({ status: null, signal: "SIGTERM" });
  });

  test("a time limit ends the program with status 124", () => {
    expect(sh(`$SBX run ${OPEN} --timeout 200ms -- sleep 10`)).toEqual({
      status: 124,
      signal: null,
      out: "",
      err: "sbx: the time limit passed: the program was ended\n",
    });
  });

  test("standard output and input belong to the program", () => {
    expect(sh(`echo hello | $SBX run ${OPEN} -- cat`)).toEqual({ status: 0, signal: null, out: "hello\n", err: "" });
  });

  test.each([
    [
      "ignored signals",
      `trap '' HUP; $SBX run ${OPEN} -- grep SigIgn /proc/self/status`,
      "SigIgn:\t0000000000000001\n",
    ],
    ["no ignored signals", `$SBX run ${OPEN} -- grep SigIgn /proc/self/status`, "SigIgn:\t0000000000000000\n"],
    ["the limit of open files", `ulimit -Sn 77; $SBX run ${OPEN} -- sh -c 'ulimit -Sn'`, "77\n"],
    ["NODE_OPTIONS", `NODE_OPTIONS=--nonsense $SBX run ${OPEN} -- sh -c 'echo $NODE_OPTIONS'`, "--nonsense\n"],
    ["the directory", `$SBX run ${OPEN} --chdir / -- pwd`, "/\n"],
    ["a closed standard input", `$SBX run ${OPEN} -- sh -c '[ -e /proc/self/fd/0 ] || echo closed' <&-`, "closed\n"],
    ["blocking pipes", `$SBX run ${OPEN} -- sh -c 'grep flags /proc/self/fdinfo/1' | cat`, "flags:\t01\n"],
  ])("the program gets %s as they were", (_, line, out) => {
    expect(sh(line)).toEqual({ status: 0, signal: null, out, err: "" });
  });

  test.each([
    ["an unknown rule", "-m sandbox/raed:on", 'sbx: -m #1:1:9: there is no category "raed" (try: read)\n'],
    ["a missing policy", "-P none.syd-3", "sbx: cannot read the policy none.syd-3: there is no such file\n"],
    ["a report that cannot be written", "--report /none/x", "sbx: cannot write the report /none/x (ENOENT)\n"],
    ["a report that is a link", "--report l", "sbx: cannot write the report l (it is a symbolic link)\n"],
    ["an unknown option", "--timout 5", "sbx: unknown option --timout; did you mean --timeout?\n"],
  ])("after %s nothing is run: status 125, one sentence", (_, options, err) => {
    const seen = sh(`ln -sf precious l; $SBX run ${options} -- touch ran; ls ran precious 2>/dev/null`);
    expect([seen.out, seen.err]).toEqual(["", err]);
    expect(sh(`$SBX run ${options} -- true`).status).toBe(125);
  });

  test("tells each refusal as a line of JSON", () => {
    writeFileSync(join(folder, "secret"), "x");
    const seen = sh(
      `$SBX run ${OPEN} -m sandbox/read:on -m 'allow/read+/***' -m 'deny/read+${folder}/secret' --log json -- cat secret`,
    );
    expect(seen.status).toBe(1);
    const line: unknown = JSON.parse(seen.err.split("\n").find((text) => text.startsWith("{")) ?? "");
    expect(line).toMatchObject({
      cap: "read",
      act: "deny",
      sys: "openat",
      path: `${folder}/secret`,
      cmd: "cat",
      err: 13,
    });
  });

  test("the level of the log can be changed while the program runs; from info on its end is told (O242)", () => {
    writeFileSync(join(folder, "secret"), "x");
    const rules = `-m lock:off -m sandbox/read:on -m 'allow/read+/***' -m 'deny/read+${folder}/secret'`;
    const script = "cat secret; test -c /dev/syd/log/level:error; cat secret; test -c /dev/syd/log/level:info; exit 3";
    const seen = sh(`$SBX run ${OPEN} ${rules} --log json -- sh -c '${script}'`);
    const lines = seen.err.split("\n").filter((text) => text.startsWith("{"));
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { cap: "read", act: "deny" },
      { ctx: "wait", status: 3 },
    ]);
  });

  test("writes a report, events and a summary", () => {
    writeFileSync(join(folder, "secret"), "x");
    const rules = `-m sandbox/read:on -m 'allow/read+/***' -m 'deny/read+${folder}/secret'`;
    const seen = sh(
      `$SBX run ${OPEN} ${rules} --report r.json --events-fd 3 -- cat secret secret 3>events 2>/dev/null`,
    );
    expect(seen.status).toBe(1);
    const report: unknown = JSON.parse(readFileSync(join(folder, "r.json"), "utf8"));
    expect(report).toMatchObject({
      version: 1,
      command: ["cat", "secret", "secret"],
      status: 1,
      refusals: 2,
      groups: [{ categories: ["read"], target: `${folder}/secret`, count: 2, programs: ["cat"] }],
    });
    const events = readFileSync(join(folder, "events"), "utf8").trim().split("\n");
    expect(events.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual([
      "start",
      "refusal",
      "refusal",
      "end",
    ]);
    expect(sh(`$SBX run ${OPEN} ${rules} -- cat secret`).err).toContain(
      [
        "sbx: refused 1 call",
        `  read ${folder}/secret  cat`,
        `    by    -m #4:1: deny/read+${folder}/secret`,
        `    allow -m 'allow/read+${folder}/secret'`,
      ].join("\n"),
    );
    expect(sh(`$SBX run ${OPEN} ${rules} --quiet -- cat secret`).err).not.toContain("sbx:");
  });

  test("a dry run refuses nothing and tells what it would have", () => {
    writeFileSync(join(folder, "secret"), "x");
    const seen = sh(
      `$SBX run ${OPEN} -m sandbox/read:on -m 'allow/read+/***' -m 'deny/read+${folder}/secret' -x -- cat secret`,
    );
    expect([seen.status, seen.out]).toEqual([0, "x"]);
    expect(seen.err).toContain("sbx: would have refused 1 call\n");
  });

  test("background processes end with the program, unless they are waited for", () => {
    const later = "sh -c '(sleep 1; echo later) & echo now'";
    expect(sh(`$SBX run ${OPEN} -- ${later}`).out).toBe("now\n");
    expect(sh(`$SBX run ${OPEN} --wait-for-all -- ${later}`).out).toBe("now\nlater\n");
  });

  test("starts without the stage, too", () => {
    expect(sh(`node "\${SBX%/bin/sbx}/dist/sbx.js" run ${OPEN} -- echo hello`).out).toBe("hello\n");
  });
});
