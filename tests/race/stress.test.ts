import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { people, type Person } from "../e2e/harness/people.ts";
import { missingPart } from "../e2e/harness/sandbox.ts";
import { removeScratch } from "../e2e/harness/scratch.ts";
import {
  childrenOf,
  descriptorsOf,
  marked,
  randomNumbers,
  startLive,
  waitUntilGone,
  zombiesOf,
  type Live,
} from "./live.ts";
import { raceProbes, raceScratch, REPEAT } from "./race.ts";

const missing = missingPart();
const probes = missing === undefined ? raceProbes() : "";
const TIMEOUT = 600_000;
const seed = Number(process.env["SBX_SEED"] ?? Date.now() % 1_000_000);

/** Runs `body` with a scratch folder and a mark that the processes of this test carry. */
async function withScratch(person: Person, body: (scratch: string, mark: string) => Promise<void>): Promise<void> {
  const scratch = raceScratch(person);
  try {
    await body(scratch, `mark-${scratch.slice(-6)}`);
  } finally {
    removeScratch(scratch);
  }
}

/** A shell that does its work each time it is told to. */
const worker = (work: string): readonly string[] => [
  "/bin/sh",
  "-c",
  `echo ready; while read -r line; do ${work}; echo done; done`,
];

async function round(live: Live): Promise<void> {
  live.say("go");
  expect(await live.line()).toBe("done");
}

/** Waits until a count no longer changes: threads end a moment after their call was answered. */
async function settled(count: () => number): Promise<number> {
  let last = count();
  for (let i = 0; i < 20; i++) {
    await sleep(100);
    const now = count();
    if (now === last) return now;
    last = now;
  }
  return last;
}

describe.skipIf(missing !== undefined)(`stress (${missing ?? `seed ${seed}`})`, () => {
  for (const person of people()) {
    test(
      `${person.name}: programs one after another and 64 at once leave no descriptor and no zombie`,
      { timeout: TIMEOUT },
      () =>
        withScratch(person, async (scratch) => {
          const one = `i=0; while [ $i -lt ${100 * REPEAT} ]; do cat f open/f >/dev/null || exit 1; i=$((i+1)); done`;
          const many =
            "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64; do (mkdir d$i; echo x > d$i/f; cat d$i/f | cat >/dev/null; rm -r d$i) & done; wait";
          const fifos =
            'k=; mkfifo p; for i in 1 2 3 4 5; do cat p >/dev/null & k="$k $!"; done; for i in 1 2 3 4 5 6; do sh -c \'echo x > p\' 2>/dev/null & k="$k $!"; done; sleep 0.2; kill $k 2>/dev/null; wait; rm -f p';
          const live = startLive(person, scratch, worker(`${one}; ${many}; ${fifos}`));
          expect(await live.line()).toBe("ready");
          await round(live);
          await round(live); // by now all emulators run
          const before = await settled(() => descriptorsOf(live.pid));
          for (let i = 0; i < 3; i++) await round(live);
          expect(await settled(() => descriptorsOf(live.pid))).toBe(before);
          expect(childrenOf(live.pid).flatMap(zombiesOf)).toEqual([]);
          live.child.stdin?.end();
          expect(await live.ended()).toBe(0);
        }),
    );

    test(`${person.name}: a program that is killed at any moment ends its run`, { timeout: TIMEOUT }, () =>
      withScratch(person, async (scratch, mark) => {
        const random = randomNumbers(seed);
        for (let i = 0; i < 10 * REPEAT; i++) {
          const live = startLive(person, scratch, ["/bin/sh", "-c", `echo $$; while :; do cat f; done # ${mark}`]);
          const pid = Number(await live.line());
          await sleep(random.next().value * 100);
          process.kill(pid, "SIGKILL");
          expect(await live.ended()).toBe(137);
        }
        expect(await waitUntilGone(mark)).toEqual([]);
      }),
    );

    test(`${person.name}: when sbx is killed at any moment, all it started dies`, { timeout: TIMEOUT }, () =>
      withScratch(person, async (scratch, mark) => {
        const random = randomNumbers(seed + 1);
        for (let i = 0; i < 15 * REPEAT; i++) {
          const line = `(setsid sh -c 'while :; do cat f >/dev/null; done # ${mark}' &) ; while :; do echo x > open/g$$; rm open/g$$; done # ${mark}`;
          const live = startLive(person, scratch, ["/bin/sh", "-c", line]);
          await sleep(random.next().value * 400);
          process.kill(live.pid, "SIGKILL");
          await live.ended();
        }
        expect(await waitUntilGone(mark)).toEqual([]);
      }),
    );

    test(`${person.name}: a fork storm dies with sbx, and with its program`, { timeout: TIMEOUT }, () =>
      withScratch(person, async (scratch) => {
        for (const victim of ["sbx", "program"] as const) {
          const live = startLive(person, scratch, [join(probes, "storm"), "8", "60"]);
          expect(await live.line()).toBe("begun");
          await sleep(500);
          const [monitor = -1] = childrenOf(live.pid);
          const program = childrenOf(monitor).find((pid) => marked("storm").includes(String(pid)));
          process.kill(victim === "sbx" ? live.pid : (program ?? -1), "SIGKILL");
          await live.ended();
          expect(await waitUntilGone(join(probes, "storm"))).toEqual([]);
        }
      }),
    );

    test(`${person.name}: signals to sbx never cost a call its result`, { timeout: TIMEOUT }, () =>
      withScratch(person, async (scratch) => {
        const live = startLive(person, scratch, [join(probes, "opens"), String(2 * REPEAT)]);
        const end = live.ended();
        const signals = ["SIGUSR1", "SIGUSR2", "SIGWINCH", "SIGHUP", "SIGCONT"] as const;
        await sleep(300);
        for (let i = 0; live.child.exitCode === null; i++) {
          live.child.kill(signals[i % signals.length]);
          await sleep(1);
        }
        expect([await end, await live.line()]).toEqual([0, "wrong 0"]);
      }),
    );
  }
});
