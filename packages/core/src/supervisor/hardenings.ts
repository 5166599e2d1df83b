import { O_CLOEXEC } from "../abi/fcntl.ts";
import { RANDOM_NUMBER } from "../kernel.ts";
import type { WalkRules } from "../lookup/walk-state.ts";
import type { SealedPolicy } from "../policy/index.ts";
import type { RunIdentity } from "./settings.ts";

/** Reads an option of the policy by its name in the policy language, without `trace/`. */
export type ReadOption = (policy: SealedPolicy, name: string) => number;

/** The hardenings that sit in the emulation, as the policy has them. What is true is in force. */
export interface Hardenings extends WalkRules {
  /** O_CREAT does not follow a link and does not take over somebody else's file or FIFO. */
  readonly trustedCreation: boolean;
  readonly trustedHardlinks: boolean;
  readonly safeNames: boolean;
  readonly keepSticky: boolean;
  /** A changed root is one without an entry; without it, changing the root does nothing. */
  readonly emptyRoots: boolean;
  readonly noSetidOpen: boolean;
  /** `..` is refused by open (EPERM). */
  readonly noDotdot: boolean;
  /** Something asks to look at an object before it is opened. */
  readonly inspectOpens: boolean;
  /** The kernel makes O_PATH descriptors, though the path may be swapped before it does. */
  readonly realPathOnly: boolean;
  /** What new descriptors get beside what the caller asks for: O_CLOEXEC, RANDOM_NUMBER. */
  readonly descriptorFlags: number;
  /** Bits that a new regular file or a chmod of one loses. */
  readonly forceUmask: number;
  readonly readOnlyOpens: boolean;
  /** What may be executed is not opened for writing, and not made by an open. */
  readonly noExecutableWrites: boolean;
  readonly largestXattr: number;
  readonly privateXattrs: boolean;
  /** Binding to every address becomes binding to loopback, and nobody connects to "every address". */
  readonly noWildcards: boolean;
  readonly noScopes: boolean;
  readonly noOutOfBand: boolean;
  /** What was bound inside may be connected to. */
  readonly trustBound: boolean;
}

/** Reads what is in force from a policy. */
export function readHardenings(policy: SealedPolicy, read: ReadOption, identity: RunIdentity): Hardenings {
  const inForce = (name: string): boolean => read(policy, name) === 0;
  const asked = (name: string): boolean => read(policy, name) !== 0;
  return {
    protectedPids: identity.protectedPids,
    absentDirectories: identity.absentDirectories ?? [],
    protectedSymlinks: identity.protectedSymlinks,
    uid: identity.uid,
    ownMagiclinksOnly: inForce("allow_unsafe_magiclinks"),
    noDeleted: inForce("allow_unsafe_deleted"),
    trustedLinksOnly: inForce("allow_unsafe_symlinks"),
    noSymlinks: asked("force_no_symlinks"),
    noMagiclinks: asked("force_no_magiclinks"),
    noCrossing: asked("force_no_xdev"),
    noDotdot: asked("deny_dotdot"),
    trustedCreation: inForce("allow_unsafe_create"),
    trustedHardlinks: inForce("allow_unsafe_hardlinks"),
    safeNames: inForce("allow_unsafe_filename"),
    emptyRoots: inForce("allow_unsafe_chroot"),
    keepSticky: inForce("allow_unsafe_sticky"),
    noSetidOpen: inForce("allow_unsafe_open_suid"),
    inspectOpens:
      inForce("allow_unsafe_open_suid") || asked("force_ro_open") || asked("force_wx_open") || policy.filesystems,
    realPathOnly: asked("allow_unsafe_open_path"),
    descriptorFlags: (asked("force_cloexec") ? O_CLOEXEC : 0) | (asked("force_rand_fd") ? RANDOM_NUMBER : 0),
    forceUmask: Math.max(read(policy, "force_umask"), 0),
    readOnlyOpens: asked("force_ro_open"),
    noExecutableWrites: asked("force_wx_open"),
    largestXattr: read(policy, "xattr/max"),
    privateXattrs: inForce("allow_unsafe_xattr"),
    noWildcards: inForce("allow_unsafe_any_addr"),
    noScopes: inForce("allow_unsafe_ipv6_scope"),
    noOutOfBand: inForce("allow_unsafe_oob"),
    trustBound: asked("allow_safe_bind"),
  };
}
