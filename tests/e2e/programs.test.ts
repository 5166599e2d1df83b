import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { doLine, type Line } from "./harness/compare.ts";
import { people } from "./harness/people.ts";
import { missingPart } from "./harness/sandbox.ts";

const missing = missingPart();
const bin = fileURLToPath(new URL("../../node_modules/.bin", import.meta.url));

const FILES =
  "mkdir -p a/b/c; for i in 1 2 3 4 5; do echo line $i > a/f$i; echo deep $i > a/b/c/g$i; done; ln -s f1 a/link; mkfifo a/pipe; chmod 700 a/b; chmod 400 a/f2; touch -d '2020-01-02 03:04:05' a/f*; ";
const GIT =
  "export GIT_AUTHOR_DATE='2020-01-01T00:00:00Z' GIT_COMMITTER_DATE='2020-01-01T00:00:00Z'; git config --global user.email a@b.c; git config --global user.name n; git config --global init.defaultBranch main; git config --global protocol.file.allow always; ";
const STAMPED = /\.git\/(index|logs|COMMIT_EDITMSG|objects\/pack)|\.npm|\.cache/;

const LINES: readonly Line[] = [
  {
    name: "ls",
    needs: [],
    line: `${FILES} ls -ln --time-style=full-iso a | grep '^-' | cut -d' ' -f1,2,5-; ls -R a; ls none`,
  },
  {
    name: "cp and mv",
    needs: [],
    line: `${FILES} cp -a a copy; cp -r a plain 2>&1; mv copy/b moved; cp -l a/f1 hard; stat -c '%h %a %Y' hard a/f1 copy/f2`,
  },
  {
    name: "find and grep",
    needs: [],
    line: `${FILES} find a -type f -newermt 2019-01-01 | sort; find a -name 'g*' -exec cat {} + | sort; grep -r deep a | sort; grep -rc line a/f1; find a -perm 400; find a -empty; find a -name f3 -delete; du -s --apparent-size a/b/c`,
  },
  {
    name: "tar",
    needs: ["tar", "gzip"],
    line: `${FILES} tar cf a.tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner a && tar tf a.tar && mkdir x && tar xf a.tar -C x --no-same-owner && tar czf a.tgz a && tar tzf a.tgz | sort`,
    ignored: /\.tgz/,
  },
  {
    name: "text tools",
    needs: [],
    line: "seq 100 | sort -R | sort -n | tail -3; printf 'b\\na\\n' > t; sort -o t t; cat t; sed -i s/a/z/ t; cat t; awk '{print NR, $0}' t; split -l 1 t part; cat part*; diff part* ; comm part*; xargs -n1 echo < t; dd if=t of=u bs=1 count=2 2>/dev/null; cmp t u; tee v < t; head -c 3 /dev/zero | od; mktemp -d tmp.XXXXXX | wc -c; install -m 640 t w; truncate -s 100 w; shuf -n1 -e one",
    ignored: /^tmp\./,
  },
  {
    name: "shell jobs",
    needs: ["bash"],
    line: "bash -c 'set -m; sleep 0.1 & wait; (exit 3) & wait $!; echo $?; echo <(echo hi) | wc -c; cat <(echo in) <(echo out); mapfile -t x < <(seq 3); echo ${x[@]}; coproc cat; echo co >&${COPROC[1]}; read -r l <&${COPROC[0]}; echo $l; trap \"echo bye\" EXIT; ulimit -n; time true' 2>/dev/null; nohup true; timeout 0.2 sleep 5; echo $?; nice true; setsid -w true; env -i /bin/echo clean",
  },
  {
    name: "git",
    rules: ["trace/allow_unsafe_hardlinks:1"],
    needs: ["git"],
    line: `${GIT} git init -q r && cd r && echo one > f && git add f && git commit -qm first && git checkout -qb side && echo two >> f && git commit -qam second && git checkout -q main && git merge -q side && git log --oneline && git status --short && git mv f g && git status --short && git stash -q && git stash pop -q && git diff --cached --stat && cd .. && git clone -q r c && git -C c log --format=%H && git -C c worktree add -q ../w side2 2>&1; git -C r gc -q; git -C r fsck`,
    ignored: STAMPED,
  },
  {
    name: "make with gcc",
    needs: ["make", "gcc"],
    line: "printf 'int f(void); int main(void) { return f(); }\\n' > m.c; printf 'int f(void) { return 7; }\\n' > f.c; printf 'p: m.o f.o\\n\\tgcc -o p m.o f.o\\n%%.o: %%.c\\n\\tgcc -c $<\\nclean:\\n\\trm -f *.o\\n' > Makefile; make -j2; ./p; echo $?; make; make clean",
  },
  {
    name: "python",
    needs: ["python3"],
    line: 'python3 -c \'import os, sys, json, subprocess, tempfile, sqlite3, threading, shutil, pathlib\nwith tempfile.TemporaryDirectory() as d:\n  p = pathlib.Path(d, "x"); p.write_text("hi"); print(p.read_text(), sorted(os.listdir(d)))\n  db = sqlite3.connect(str(pathlib.Path(d, "db"))); db.execute("create table t(a)"); db.execute("insert into t values(1)"); db.commit(); print(db.execute("select * from t").fetchall())\nprint(subprocess.run(["echo", "sub"], capture_output=True).stdout)\nts = [threading.Thread(target=lambda i=i: open(f"t{i}", "w").write(str(i))) for i in range(20)]\n[t.start() for t in ts]; [t.join() for t in ts]\nshutil.copytree("/etc/default", "d"); os.makedirs("m/n/o"); shutil.rmtree("m"); os.chmod("t1", 0o600); os.utime("t1", (1, 2)); os.link("t1", "h"); os.replace("h", "t2")\nprint(os.stat("t2").st_mtime, sorted(os.listdir(".")))\'',
  },
  {
    name: "node",
    needs: ["node"],
    line: 'node -e \'const fs = require("fs"); fs.mkdirSync("n/m", { recursive: true }); fs.writeFileSync("n/m/f", "hi"); fs.cpSync("n", "o", { recursive: true }); fs.rmSync("n", { recursive: true }); console.log(fs.readdirSync("o", { recursive: true })); const { execSync } = require("child_process"); console.log(String(execSync("echo sub"))); fs.promises.readFile("o/m/f", "utf8").then(console.log); new (require("worker_threads").Worker)("console.log(\\"worker\\")", { eval: true }); require("net").createServer().listen("s", function () { require("net").connect("s").on("connect", () => { console.log("connected"); process.exit(0); }); });\'',
  },
  {
    name: "tsc",
    needs: ["node"],
    line: `echo 'export const x: number = 1;' > a.ts; echo 'import { x } from "./a.js"; console.log(x.toFixed(1));' > b.ts; printf '{"type":"module"}' > package.json; ${bin}/tsc --module nodenext --moduleResolution nodenext --types '' --declaration *.ts 2>&1 | head -5; ls; node b.js`,
  },
];

const has = (program: string): boolean => spawnSync("which", [program]).status === 0;

describe.skipIf(missing !== undefined)(`programs (${missing ?? "inside as outside"})`, () => {
  for (const person of people()) {
    test.for(LINES.map((line) => [line.name, line] as const))(
      `${person.name}: %s`,
      { timeout: 300_000 },
      ([, line], context) => {
        const absent = line.needs.find((program) => !has(program));
        context.skip(absent !== undefined, `no ${absent}`);
        expect(doLine(line, person, "inside")).toEqual(doLine(line, person, "bare"));
      },
    );
  }
});
