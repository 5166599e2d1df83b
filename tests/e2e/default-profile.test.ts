import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeHome, type Home } from "./harness/home.ts";
import { people, type Person } from "./harness/people.ts";
import { missingPart } from "./harness/sandbox.ts";

const missing = missingPart();
const hasScript = spawnSync("which", ["script"]).status === 0;

/** Name of a terminal that another program of the person's has, while it lives. */
const openTerminal = async (person: Person): Promise<{ name: string; close: () => void }> => {
  const [command = "", ...rest] = [...person.prefix, "script", "-qfc", "tty; sleep 20", "/dev/null"];
  const child = spawn(command, rest, { stdio: ["pipe", "pipe", "ignore"] });
  const name = await new Promise<string>((resolve) =>
    child.stdout.once("data", (text) => resolve(String(text).trim())),
  );
  return { name, close: () => child.kill() };
};

describe.skipIf(missing !== undefined)(
  `the profile default (${missing ?? "what is planted stays without effect"})`,
  () => {
    for (const person of people()) {
      describe(`of ${person.name}`, () => {
        let home: Home;
        beforeEach(() => {
          home = makeHome(person);
          home.write("Documents/diary", "dear diary\n");
        });
        afterEach(() => home.remove());

        test("a .git file gives nothing away (review 1)", () => {
          home.inside(`echo "gitdir: $HOME/Documents" > .git`);
          expect(home.read("project/.git")).toBe(`gitdir: ${home.folder}/Documents\n`);
          expect(home.inside("cat ~/Documents/diary; echo x > ~/Documents/new")).toBe("");
          expect(home.read("Documents/new")).toBeUndefined();
        });

        test("the repository of a worktree is a place to work in", () => {
          const git = "git -c user.name=n -c user.email=a@b.c";
          const made = home.inside(
            `${git} init -q r && cd r && ${git} commit -q --allow-empty -m a && ${git} worktree add -q ../w`,
          );
          expect(made).toBe("");
          const { inside } = home;
          expect(inside("cd w && git status --short && git rev-parse --git-common-dir")).toBe(
            `${home.project}/r/.git\n`,
          );
        });

        test("links on PATH and in TMPDIR are not followed (review 2)", () => {
          home.inside("mkdir bin && ln -s ~/Documents bin/tools && ln -s ~/Documents tmp");
          const environment = { PATH: `${home.project}/bin/tools:/usr/bin:/bin`, TMPDIR: join(home.project, "tmp") };
          expect(home.inside("cat ~/Documents/diary; echo x > ~/Documents/new; readlink tmp", environment)).toBe(
            `${home.folder}/Documents\n`,
          );
          expect(home.read("Documents/new")).toBeUndefined();
        });

        test("code caches among temporary files are not written, those of our own are (review 3)", () => {
          const tmp = join(home.folder, "tmp");
          home.write("tmp/node-compile-cache/v22/x", "code");
          const line =
            "echo evil > ~/tmp/node-compile-cache/v22/x; mkdir ~/tmp/tsx-1000; mkdir $TMPDIR/tsx-1000; echo $TMPDIR";
          expect(home.inside(line, { TMPDIR: tmp })).toBe(`${tmp}/sbx-${person.uid}\n`);
          expect(home.read("tmp/node-compile-cache/v22/x")).toBe("code");
          expect(readdirSync(tmp).sort()).toEqual(["node-compile-cache", `sbx-${person.uid}`]);
        });

        test("sockets of sessions keep their names (review 6)", () => {
          const session = mkdtempSync("/tmp/ssh-");
          try {
            const socket = join(session, "agent.1");
            writeFileSync(socket, "");
            for (const path of [session, socket]) chownSync(path, person.uid, person.gid);
            home.inside(`ln ${socket} here; mv ${socket} there; mv ${session} ${session}.moved; rm ${socket}`);
            expect([existsSync(socket), home.read("project/here"), home.read("project/there")]).toEqual([
              true,
              undefined,
              undefined,
            ]);
          } finally {
            rmSync(session, { recursive: true, force: true });
          }
        });

        test("what later runs outside execute stays as it is (review 7)", () => {
          home.write(".npm/_npx/1a/node_modules/.bin/tool", "tool");
          home.write(".config/go/env", "GOFLAGS=\n");
          const tool = "~/.npm/_npx/1a/node_modules/.bin/tool";
          const line = [
            `echo evil > ${tool}; ln ${tool} mine; mv ~/.npm moved; echo GOFLAGS=-toolexec=evil > ~/.config/go/env`,
            "mkdir full; echo evil > full/settings.xml; mv full ~/.m2; mkdir -p ~/.cache/sbx/npm && echo made",
          ].join("; ");
          expect(home.inside(line)).toBe("made\n");
          const left = [".npm/_npx/1a/node_modules/.bin/tool", "project/mine", ".config/go/env", ".m2/settings.xml"];
          expect(left.map(home.read)).toEqual(["tool", undefined, "GOFLAGS=\n", undefined]);
        });

        test("a directory on PATH that is missing in /tmp is not made (review 7)", () => {
          const folder = join("/tmp", `sbx-none-${process.pid}`);
          home.inside(`mkdir ${folder}; ln -s $PWD ${folder}; mkdir full; mv full ${folder}`, {
            PATH: `/usr/bin:/bin:${folder}/bin`,
          });
          expect(existsSync(folder)).toBe(false);
        });

        test.skipIf(!hasScript)("other terminals are not reached, new ones are (review 8)", async () => {
          const terminal = await openTerminal(person);
          try {
            const line = `echo evil > ${terminal.name} && echo reached; script -qc 'tty > $(tty); test -t 1 && echo mine' /dev/null < /dev/null`;
            expect(home.inside(line)).toMatch(/^\/dev\/pts\/\d+\r\nmine\r\n$/);
          } finally {
            terminal.close();
          }
        });

        test("without HOME the system's home directory keeps its secrets (review 12f)", () => {
          expect(home.inside("cat ~/.ssh/id_rsa; echo $XDG_CACHE_HOME", { HOME: "" })).not.toContain(home.folder);
        });
      });
    }
  },
);
