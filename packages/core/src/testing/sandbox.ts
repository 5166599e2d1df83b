import { errnoName } from "../abi/index.ts";
import type { DenialEvent } from "../events/denial-event.ts";
import { compilePolicy, openPolicy, parsePolicy, profileText } from "../policy/index.ts";
import { assembleEmulator, type RunFacts } from "../supervisor/assemble.ts";
import type { Emulator } from "../supervisor/emulator.ts";
import { createSharedWords } from "../supervisor/shared.ts";
import { dispatchTable } from "../syscalls/index.ts";
import type { Answer } from "./notifying.ts";
import { FakeKernel } from "./fake-kernel.ts";
import { SUPERVISOR } from "./world.ts";
import type { Tree } from "./tree/tree.ts";

/** The thread that makes the calls unless a test says otherwise, and its process. */
export const CALLER = 501;
export const PROCESS = 500;
export const MONITOR = 11;

/** What a test wants of its sandbox. */
export interface SandboxOptions {
  readonly tree?: Tree;
  /** Commands of the policy language, after the profile `off`: everything is allowed. */
  readonly rules?: readonly string[];
  readonly facts?: Partial<RunFacts>;
}

type Argument = number | bigint | string | Uint8Array;

const CONTEXT = { home: "/home/u", cwd: "/", tmp: ["/tmp"], uid: 1000, gid: 1000, pathDirs: [] };
const FACTS: RunFacts = {
  arch: "x64",
  protectedPids: [SUPERVISOR, MONITOR],
  protectedSymlinks: true,
  uid: 1000,
  gid: 1000,
  umask: 0o022,
  dryRun: false,
  hasCapabilities: false,
  signalScope: true,
};
const TABLE = dispatchTable("x64");
const NUMBERS: ReadonlyMap<string, number> = new Map(
  TABLE.rows.flatMap((row, number) => (row === undefined ? [] : [[row.name, number] as const])),
);

/** Everything is allowed, but every call is asked about: a rule that matches nothing guards each category. */
const GUARD_ALL = ["sandbox/all,ioctl:on", "default/all,ioctl:allow", "deny/all+/never/matches"] as const;

/** Seals a policy: profile `off`, every category guarded, then the commands. */
export function policyOf(rules: readonly string[]): ReturnType<typeof openPolicy> {
  const { policy } = parsePolicy(
    [{ kind: "profile", name: "off" }, ...[...GUARD_ALL, ...rules].map((text) => ({ kind: "line" as const, text }))],
    {
      environment: {},
      profileText: (name) => profileText(name, CONTEXT),
    },
  );
  return openPolicy(compilePolicy(policy));
}

/** How the answer of a call reads in a test: `0`, `ENOENT`, `fd 3`, `continued`. */
export function readAnswer(answer: Answer | undefined): string {
  if (answer === undefined) return "not answered";
  if (typeof answer === "string") return answer;
  if ("value" in answer) return String(answer.value);
  if ("errno" in answer) return errnoName(answer.errno);
  return `fd ${answer.descriptor}${answer.cloexec ? " cloexec" : ""}`;
}

/** An emulator over the fake kernel with one process to serve. */
export class Sandbox {
  readonly kernel: FakeKernel;
  readonly emulator: Emulator;
  readonly events: DenialEvent[] = [];
  readonly umaskChanged: Int32Array = createSharedWords();
  exitStatus: number | undefined;

  constructor(options: SandboxOptions = {}) {
    this.kernel = new FakeKernel(options.tree ?? {});
    this.kernel.addTask(MONITOR);
    this.kernel.addTask(PROCESS);
    this.kernel.addTask(CALLER, { tgid: PROCESS });
    this.emulator = assembleEmulator({
      kernel: this.kernel,
      policy: policyOf(options.rules ?? []),
      facts: { ...FACTS, ...options.facts },
      umaskChanged: this.umaskChanged,
      sink: (event) => this.events.push(event),
      now: () => 0,
      exit: (status) => {
        this.exitStatus = status;
      },
    });
  }

  /** Makes a call as {@link CALLER}; it must be answered once and leave no descriptor of ours behind. */
  call(name: string, ...args: readonly Argument[]): string {
    return this.callAs(CALLER, name, ...args);
  }

  callAs(pid: number, name: string, ...args: readonly Argument[]): string {
    const number = NUMBERS.get(name);
    if (number === undefined) throw new Error(`there is no call ${name}`);
    this.kernel.pose({ pid, number, args, paths: TABLE.pathArguments[number] ?? 0 });
    return this.serve();
  }

  /** Serves what was posed. */
  serve(): string {
    const { kernel } = this;
    const before = kernel.openDescriptors;
    const answered = kernel.answers.length;
    this.emulator.serve();
    const left = kernel.openDescriptors - before;
    if (left !== 0) throw new Error(`the call has left ${left} descriptors open`);
    if (kernel.answers.length > answered + 1) throw new Error("the call was answered twice");
    return readAnswer(kernel.answers[answered]);
  }

  /** The events since the last look: `act categories path errno`. */
  told(): readonly string[] {
    return this.events.splice(0).map((event) => {
      const where = event.addr ?? (event.path === undefined ? (event.ctx ?? "") : String.fromCharCode(...event.path));
      return `${event.act} ${event.cap.join(",") || event.ctx || "-"} ${where} ${event.errno === 0 ? 0 : errnoName(event.errno)}`;
    });
  }
}
