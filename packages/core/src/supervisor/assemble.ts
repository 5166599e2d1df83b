import { ERRNO, type Architecture } from "../abi/index.ts";
import type { PolicyControl } from "../control/policy-control.ts";
import type { EventSink } from "../events/denial-event.ts";
import type { Kernel } from "../kernel.ts";
import { actionOf, ALLOW, CATEGORY_INDEX, isSwitchable, openPolicy, optionNumber } from "../policy/index.ts";
import type { Category, OptionName as PolicyOption, SealedPolicy } from "../policy/index.ts";
import type { FilterContext } from "../filter/index.ts";
import { dispatchTable, OPTIONS, type OptionName } from "../syscalls/index.ts";
import { encodeUtf8 } from "../policy/utf8.ts";
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
  /** What the program may do with its policy while it runs. @default "nothing" */
  readonly policyAccess?: PolicyAccess;
}

/** `change`: give commands, until it is locked; `read`: see it. */
export type PolicyAccess = "nothing" | "read" | "change";

/** Hardenings that sit in the emulation and are there: the calls that they need are notified while they are in force. */
const EMULATED: ReadonlySet<OptionName> = new Set<OptionName>([
  "allow_unsafe_create",
  "allow_unsafe_deleted",
  "allow_unsafe_filename",
  "allow_unsafe_magiclinks",
  "allow_unsafe_open_suid",
  "allow_unsafe_stat_magiclinks",
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

/** What a later command may bring into force, and sits in the emulation. */
const CHANGEABLE: ReadonlySet<OptionName> = new Set<OptionName>([...EMULATED, ...ASKED, "block", "fs"]);

const DEFAULTS: ReadonlyMap<string, boolean> = new Map(OPTIONS.map((row) => [row.name, row.byDefault]));

/** Reads an option by its name without `trace/`; 0 for one that the policy language does not have. */
export function readOption(policy: SealedPolicy, name: string): number {
  const traced = optionNumber(`trace/${name}` as PolicyOption);
  const number = traced >= 0 ? traced : optionNumber(name as PolicyOption);
  return number < 0 ? 0 : policy.option(number);
}

function isInForce(policy: SealedPolicy, option: OptionName, access: PolicyAccess): boolean {
  if (option === "commands") return access !== "nothing";
  // What a command may bring into force must be notified from the start.
  if (access === "change" && CHANGEABLE.has(option)) return true;
  const value = readOption(policy, option);
  if (option === "allow_unsafe_stat_magiclinks" && readOption(policy, "allow_unsafe_magiclinks") !== 0) return false;
  if (EMULATED.has(option)) return value === 0;
  if (ASKED.has(option)) return value !== 0;
  if (option === "block") return policy.blocks;
  if (option === "fs") return policy.filesystems;
  return option.startsWith("allow_") && value === 0 && DEFAULTS.get(option) === true;
}

function allowsObject(policy: SealedPolicy, name: string): boolean {
  const bytes = encodeUtf8(name);
  return actionOf(policy.decide(CATEGORY_INDEX.create, bytes, 0, bytes.length)) === ALLOW;
}

/** Asks for each name once: hundreds of rows ask for the same ones. */
function remembered<Name>(ask: (name: Name) => boolean): (name: Name) => boolean {
  const answers = new Map<Name, boolean>();
  return (name) => {
    const answer = answers.get(name) ?? ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** What the filter compiler wants to know of a policy and a host. */
export function filterContext(policy: SealedPolicy, facts: RunFacts): FilterContext {
  const access = facts.policyAccess ?? "nothing";
  const changes = access === "change";
  const cutsOff = changes || policy.mayAllow(CATEGORY_INDEX.chroot);
  const laterGuarded = (category: Category): boolean =>
    changes && (policy.enabled(CATEGORY_INDEX[category]) || isSwitchable(category));
  return {
    arch: facts.arch,
    isGuarded: remembered(
      (category) =>
        !policy.allowsAll(CATEGORY_INDEX[category]) || (cutsOff && BY_PATH.has(category)) || laterGuarded(category),
    ),
    allowsObject: (name) => !changes && allowsObject(policy, name),
    hardening: remembered((option) => isInForce(policy, option, access)),
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
  /** Commands to the policy, where it takes some or shows itself. */
  readonly control?: PolicyControl | undefined;
}

/** Puts an emulator together: table, handlers and policy over a kernel. */
export function assembleEmulator(options: AssembleOptions): Emulator {
  const { policy, facts, control } = options;
  // The filter stays what it is, so what it asks and who answers do too.
  const context = filterContext(policy, facts);
  const handlers = createHandlers(context, options.umaskChanged);
  const { rows } = dispatchTable(facts.arch);
  const make = (current: SealedPolicy, serves: "rows" | "nothing"): Emulator =>
    new Emulator({
      kernel: options.kernel,
      arch: facts.arch,
      policy: current,
      readOption,
      identity: facts,
      umaskChanged: options.umaskChanged,
      rows: serves === "rows" ? rows : [],
      handlerOf: handlerChooser(context, handlers),
      foreign: serves === "rows" ? foreign : () => -ERRNO.ENOSYS,
      sink: options.sink,
      now: options.now,
      exit: options.exit,
      ...(control === undefined ? {} : { control }),
      successor: (image) => (image === undefined ? make(current, "nothing") : make(openPolicy(image), "rows")),
    });
  return make(policy, "rows");
}
