import { nextNameEnd, nextPrefixEnd } from "@sbx/path";
import type { DecidingRule, DenialEvent, EventSink } from "../events/denial-event.ts";
import { ERRNO } from "../abi/index.ts";
import {
  ABORT,
  ACTIONS,
  ALLOW,
  CATEGORIES,
  CATEGORY_ERRNO,
  CATEGORY_INDEX,
  describeFilesystemRule,
  describeRule,
  EXIT,
  FILTER,
  KILL,
  ruleOf,
  STOP,
  WARN,
  type ActionIndex,
  type SealedPolicy,
  type Verdict,
} from "../policy/index.ts";
import { nameAsSelf } from "../lookup/self-name.ts";
import { SELF_NAME } from "./request/arena.ts";
import type { Call } from "./request/call.ts";
import { latin1 } from "./latin1.ts";
import type { Kernel } from "../kernel.ts";

const SIGABRT = 6;
const SIGKILL = 9;
const SIGSTOP = 19;

/** The set of one category, for {@link Judge.path}. */
export const bitOf = (category: (typeof CATEGORIES)[number]): number => 1 << CATEGORY_INDEX[category];

const WALK = CATEGORY_INDEX.walk;

/** What a judge needs beside the policy. */
export interface JudgeOptions {
  readonly policy: SealedPolicy;
  readonly kernel: Kernel;
  readonly call: Call;
  readonly sink: EventSink;
  readonly now: () => number;
  /** Name of the call under way. */
  readonly callName: () => string;
  readonly dryRun: boolean;
  /** The action `exit`: the whole run ends with this status. */
  readonly exit: (status: number) => void;
}

/**
 * Asks the policy about names in the arena, reports what is to be reported and says how the call goes on. Categories come
 * as sets, bit n for number n. Nothing is allocated while everything is allowed.
 */
export class Judge {
  readonly enabled: number;
  readonly #options: JudgeOptions;
  readonly #policy: SealedPolicy;
  readonly #bytes: Uint8Array;

  constructor(options: JudgeOptions) {
    this.#options = options;
    this.#policy = options.policy;
    this.#bytes = options.kernel.arena.bytes;
    this.enabled = CATEGORIES.reduce((set, _, index) => (options.policy.enabled(index) ? set | (1 << index) : set), 0);
  }

  /** Whether every category of the set allows the name, silently. */
  allows(set: number, start: number, end: number): boolean {
    const self = nameAsSelf(this.#options.kernel, this.#options.call, start, end);
    return self < 0 ? this.#allows(set, start, end) : this.#allows(set, SELF_NAME, self);
  }

  #allows(set: number, start: number, end: number): boolean {
    for (let rest = set & this.enabled; rest !== 0; rest &= rest - 1) {
      const category = 31 - Math.clz32(rest & -rest);
      if ((this.#policy.decide(category, this.#bytes, start, end) & 15) !== ALLOW) return false;
    }
    return true;
  }

  /**
   * Judges one name in every category of the set, and the strictest action counts.
   *
   * @param errno - what a refusal answers instead of the errno of the category, or 0
   * @returns 0 where the call goes on, else `-errno`
   */
  path(set: number, start: number, end: number, errno: number): number {
    const self = nameAsSelf(this.#options.kernel, this.#options.call, start, end);
    return self < 0 ? this.#path(set, start, end, errno) : this.#path(set, SELF_NAME, self, errno);
  }

  #path(set: number, start: number, end: number, errno: number): number {
    let strictest: Verdict = ALLOW;
    let decider = -1;
    for (let rest = set & this.enabled; rest !== 0; rest &= rest - 1) {
      const category = 31 - Math.clz32(rest & -rest);
      const verdict = this.#policy.decide(category, this.#bytes, start, end);
      if ((verdict & 15) <= (strictest & 15)) continue;
      strictest = verdict;
      decider = category;
    }
    return decider < 0 ? 0 : this.#act(set & this.enabled, strictest, decider, errno, start, end);
  }

  /** Whether the steps of a walk are judged. */
  get judgesWalks(): boolean {
    return (this.enabled & (1 << WALK)) !== 0;
  }

  /** Whether the walk over every directory of a canonical path and the last name is allowed, silently. */
  walkAllows(start: number, end: number): boolean {
    if (!this.judgesWalks) return true;
    for (let at = firstStep(this.#bytes, start, end); at >= 0; at = nextPrefixEnd(this.#bytes, start, end, at)) {
      if ((this.#policy.decide(WALK, this.#bytes, start, at) & 15) !== ALLOW) return false;
    }
    return true;
  }

  /** Judges one step of a walk: 0, or `-ENOENT`. */
  walkStep(start: number, end: number): number {
    return this.path(1 << WALK, start, end, 0);
  }

  /** Judges every step of the walk to a canonical path: 0, or `-ENOENT` at the first that is refused. */
  walkWhole(start: number, end: number): number {
    for (let at = firstStep(this.#bytes, start, end); at >= 0; at = nextPrefixEnd(this.#bytes, start, end, at)) {
      const result = this.walkStep(start, at);
      if (result !== 0) return result;
    }
    return 0;
  }

  /**
   * Acts on a verdict that the caller of this function has found itself (addresses).
   *
   * @returns 0 where the call goes on, else `-errno`
   */
  address(category: number, verdict: Verdict, addr: string, errno: number): number {
    return (verdict & 15) === ALLOW ? 0 : this.#carryOut(1 << category, verdict, category, errno, { addr });
  }

  /** Acts on the verdict of the block list where no category guards the call, as {@link address} does. */
  block(verdict: Verdict, addr: string, errno: number): number {
    return (verdict & 15) === ALLOW ? 0 : this.#carryOut(0, verdict, -1, errno, { addr });
  }

  /**
   * Acts on the verdict on a type of file system: two events, that the object could not be had and by which rule.
   *
   * @returns 0 where the call goes on, else `-errno`
   */
  filesystem(verdict: Verdict, start: number, end: number): number {
    if ((verdict & 15) === ALLOW) return 0;
    const path = this.#bytes.slice(start, end);
    const rule = describeFilesystemRule(this.#policy, ruleOf(verdict));
    const action: ActionIndex = this.#options.dryRun ? WARN : verdict & 15;
    const errno = action === WARN ? 0 : ERRNO.EACCES;
    if (action !== FILTER) {
      const about = { act: ACTIONS[action] ?? "deny", errno, path };
      this.#emit({
        ...about,
        cap: [],
        rules: [],
        ctx: "access",
        tip: "the file system is of a type that is not allowed",
      });
      this.#emit({ ...about, cap: ["fs"], rules: rule === undefined ? [] : [{ category: "fs", ...rule }] });
    }
    this.#follow(action, errno);
    return -errno;
  }

  /** Reports a refusal that no category guards. */
  refuse(
    errno: number,
    ctx: string,
    detail: { readonly path?: Uint8Array; readonly addr?: string; readonly tip?: string },
  ): number {
    this.#emit({ cap: [], act: "deny", errno, rules: [], ctx, ...detail });
    return -errno;
  }

  /** Reports something that no action of a rule did, as {@link refuse}. */
  note(errno: number, ctx: string, detail: { readonly path?: Uint8Array; readonly tip?: string }): number {
    this.#emit({ cap: [], act: "", errno, rules: [], ctx, ...detail });
    return -errno;
  }

  #act(set: number, verdict: Verdict, decider: number, errno: number, start: number, end: number): number {
    return this.#carryOut(set, verdict, decider, errno, { path: this.#bytes.slice(start, end) });
  }

  #carryOut(
    set: number,
    verdict: Verdict,
    decider: number,
    errno: number,
    target: { readonly path?: Uint8Array; readonly addr?: string },
  ): number {
    const action: ActionIndex = this.#options.dryRun ? WARN : verdict & 15;
    const error = action === WARN ? 0 : errno || CATEGORY_ERRNO[decider] || ERRNO.EACCES;
    if (action !== FILTER) this.#emit(this.#describe(set, action, error, target));
    this.#follow(action, error);
    return -error;
  }

  /** Does what an action does beside refusing the call. */
  #follow(action: ActionIndex, errno: number): void {
    const { pid } = this.#options.call;
    // The signal waits until the call returns: whoever is continued later meets a call that has already failed.
    if (action === STOP) this.#signal(pid, SIGSTOP);
    else if (action === ABORT) this.#signal(pid, SIGABRT);
    else if (action === KILL) this.#signal(pid, SIGKILL);
    else if (action === EXIT) this.#options.exit(errno);
  }

  #signal(pid: number, signal: number): void {
    if (this.#options.kernel.valid() === 0) this.#options.kernel.kill(pid, signal);
  }

  #describe(
    set: number,
    action: ActionIndex,
    errno: number,
    target: { readonly path?: Uint8Array; readonly addr?: string },
  ): Omit<DenialEvent, "time" | "pid" | "sys"> {
    const cap = CATEGORIES.filter((_, index) => (set & (1 << index)) !== 0);
    const rules = cap.flatMap((category) => this.#ruleFor(category, target.path));
    const name = target.addr ?? (target.path === undefined ? "" : latin1(target.path, 0, target.path.length));
    if (set === 0)
      return { cap, act: ACTIONS[action] ?? "deny", errno, rules, ctx: "block", tip: `block-${name}`, ...target };
    const denied = cap.join(",");
    return { cap, act: ACTIONS[action] ?? "deny", errno, rules, tip: `allow/${denied}+${name}`, ...target };
  }

  #ruleFor(category: (typeof CATEGORIES)[number], path: Uint8Array | undefined): readonly DecidingRule[] {
    if (path === undefined) return [];
    const index = CATEGORY_INDEX[category];
    const verdict = this.#policy.decide(index, path, 0, path.length);
    const rule = (verdict & 15) === ALLOW ? undefined : describeRule(this.#policy, index, ruleOf(verdict));
    return rule === undefined ? [] : [{ category, ...rule }];
  }

  #emit(event: Omit<DenialEvent, "time" | "pid" | "sys">): void {
    const { sink, now, call, callName } = this.#options;
    try {
      sink({ time: now(), pid: call.pid, sys: callName(), ...event });
    } catch {
      // Nobody can be told (standard error may be closed): the verdict holds all the same.
    }
  }
}

/** End of the first prefix that is a step: the root is one only where it is the whole path. */
const firstStep = (bytes: Uint8Array, start: number, end: number): number => nextNameEnd(bytes, start + 1, end);
