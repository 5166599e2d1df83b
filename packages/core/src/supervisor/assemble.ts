import type { Architecture } from "../abi/index.ts";
import type { EventSink } from "../events/denial-event.ts";
import type { Kernel } from "../kernel.ts";
import { CATEGORY_INDEX, optionNumber, type OptionName as PolicyOption } from "../policy/index.ts";
import type { Category, SealedPolicy } from "../policy/index.ts";
import type { FilterContext } from "../filter/index.ts";
import { dispatchTable, OPTIONS, type OptionName } from "../syscalls/index.ts";
import { PATH_CATEGORIES } from "../syscalls/table/guards.ts";
import { handlerChooser } from "../syscalls/handlers/choose.ts";
import { createHandlers } from "../syscalls/handlers/index.ts";
import { foreign } from "../syscalls/handlers/refuse.ts";
import type { SharedFlag } from "./caller.ts";
import { Emulator } from "./emulator.ts";
import type { RunIdentity } from "./settings.ts";

/** Facts about the host and the run that the filter depends on. */
export interface RunFacts extends RunIdentity {
  readonly arch: Architecture;
  readonly hasCapabilities: boolean;
  /** Landlock keeps the program's signals inside. */
  readonly signalScope: boolean;
}

/** Hardenings that sit in the emulation and are there: the calls that they need are notified while they are in force. */
const EMULATED: ReadonlySet<OptionName> = new Set<OptionName>([
  "allow_unsafe_create",
  "allow_unsafe_deleted",
  "allow_unsafe_filename",
  "allow_unsafe_magiclinks",
  "allow_unsafe_open_suid",
  "allow_unsafe_symlinks",
  "allow_unsafe_xattr",
]);

/** Restrictions that sit in the emulation and are there. */
const ASKED: ReadonlySet<OptionName> = new Set<OptionName>([
  "deny_dotdot",
  "force_cloexec",
  "force_no_magiclinks",
  "force_no_symlinks",
  "force_no_xdev",
  "force_rand_fd",
  "force_ro_open",
  "force_wx_open",
]);

/** Categories whose calls lead nowhere once the program has changed its root. */
const BY_PATH: ReadonlySet<Category> = new Set<Category>([...PATH_CATEGORIES, "chdir", "exec"]);

const DEFAULTS: ReadonlyMap<string, boolean> = new Map(OPTIONS.map((row) => [row.name, row.byDefault]));

/** Reads an option by its name without `trace/`; 0 for one that the policy language does not have. */
export function readOption(policy: SealedPolicy, name: string): number {
  const traced = optionNumber(`trace/${name}` as PolicyOption);
  const number = traced >= 0 ? traced : optionNumber(name as PolicyOption);
  return number < 0 ? 0 : policy.option(number);
}

function isInForce(policy: SealedPolicy, option: OptionName): boolean {
  const value = readOption(policy, option);
  if (EMULATED.has(option)) return value === 0;
  if (ASKED.has(option)) return value !== 0;
  if (option === "block") return policy.blocks;
  if (option === "fs") return policy.filesystems;
  return option.startsWith("allow_") && value === 0 && DEFAULTS.get(option) === true;
}

/** What the filter compiler wants to know of a policy and a host. */
export function filterContext(policy: SealedPolicy, facts: RunFacts): FilterContext {
  const cutsOff = policy.mayAllow(CATEGORY_INDEX.chroot);
  return {
    arch: facts.arch,
    isGuarded: (category) => !policy.allowsAll(CATEGORY_INDEX[category]) || (cutsOff && BY_PATH.has(category)),
    hardening: (option) => isInForce(policy, option),
    protectedPids: facts.protectedPids,
    uid: facts.uid,
    gid: facts.gid,
    hasCapabilities: facts.hasCapabilities,
    signalScope: facts.signalScope,
  };
}

/** What an emulator needs from outside the core. */
export interface AssembleOptions {
  readonly kernel: Kernel;
  readonly policy: SealedPolicy;
  readonly facts: RunFacts;
  readonly umaskChanged: SharedFlag;
  readonly sink: EventSink;
  readonly now: () => number;
  readonly exit: (status: number) => void;
}

/** Puts an emulator together: table, handlers and policy over a kernel. */
export function assembleEmulator(options: AssembleOptions): Emulator {
  const { policy, facts } = options;
  const context = filterContext(policy, facts);
  const handlers = createHandlers(context, options.umaskChanged);
  return new Emulator({
    kernel: options.kernel,
    arch: facts.arch,
    policy,
    readOption,
    identity: facts,
    umaskChanged: options.umaskChanged,
    rows: dispatchTable(facts.arch).rows,
    handlerOf: handlerChooser(context, handlers),
    foreign,
    sink: options.sink,
    now: options.now,
    exit: options.exit,
  });
}
