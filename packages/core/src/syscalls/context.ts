import type { Architecture } from "../abi/architecture.ts";
import type { Category } from "../policy/category/category.ts";
import type { OptionName } from "./options-table.ts";

/** What is known of a run before its program starts. */
export interface FilterContext {
  readonly arch: Architecture;
  /** Whether calls of a category must be notified: its rules are not enforced by a cheaper mechanism. */
  isGuarded(category: Category): boolean;
  /** Whether making an object without a path is simply allowed, for good. @default never */
  allowsObject?(name: string): boolean;
  /**
   * Whether the hardening (or the feature) that an option controls is in force: for `allow_…` that the option was *not* given, for
   * `deny_…`, `force_…` and features that it was.
   */
  hardening(option: OptionName): boolean;
  /** Processes that the program must not signal, trace or re-prioritise: sbx and the monitor. */
  readonly protectedPids: readonly number[];
  /** Process groups of those. @default protectedPids */
  readonly protectedGroups?: readonly number[];
  /** The user and group that the program runs as; changing to them is no change. */
  readonly uid: number;
  readonly gid: number;
  /** Whether the program holds capabilities, so that the kernel alone does not refuse what needs them. */
  readonly hasCapabilities: boolean;
  /** Whether the kernel confines the program's signals to the sandbox (Landlock ABI 6). @default false */
  readonly signalScope?: boolean;
  /** Namespaces that the program may make and enter, as `CLONE_NEW…` flags. @default none */
  readonly allowedNamespaces?: number;
  /** Netlink protocols that sockets may be made for. @default NETLINK_ROUTE */
  readonly netlinkProtocols?: readonly number[];
  /** ioctl requests that are refused without asking. @default DENIED_IOCTLS */
  readonly deniedIoctls?: readonly number[];
  /** Largest pipe in bytes. @default no limit */
  readonly pipeLimit?: number;
}
