import { ALL_NAMESPACES, CLONE_FILES, CLONE_FS, CLONE_NAMESPACES, CLONE_SIGHAND, CLONE_SYSVSEM, CLONE_THREAD, CLONE_VM } from "../../../abi/clone.ts";
import type { Variant } from "../../row.ts";

export const PIVOT_ROOT: readonly Variant[] = [
  { test: [], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_pivot_root", note: "changes what paths mean" },
];

export const CLONE: readonly Variant[] = [
  { test: [{ arg: 0, anyOf: CLONE_NAMESPACES, except: "allowedNamespaces" }], verdict: "refuse", errno: "EPERM", event: "always", note: "in a namespace of its own a program has mounts, ids and capabilities that the rules do not see" },
];

/** unshare may only part from other threads of the program; a bit that this table does not know is refused too. */
export const UNSHARE: readonly Variant[] = [
  {
    test: [{ arg: 0, anyOf: ~(CLONE_FS | CLONE_FILES | CLONE_SYSVSEM | CLONE_THREAD | CLONE_SIGHAND | CLONE_VM) >>> 0, except: "allowedNamespaces" }],
    verdict: "refuse",
    errno: "EPERM",
    event: "always",
    note: "in a namespace of its own a program has mounts, ids and capabilities that the rules do not see",
  },
];

/** setns: a descriptor's namespace is seen by the filter only if the caller says its kind. */
export const SETNS: readonly Variant[] = [
  { test: [{ context: "allNamespacesAllowed" }], verdict: "allow", note: "all namespaces are allowed" },
  { test: [{ arg: 1, anyOf: ALL_NAMESPACES }, { arg: 1, noneOf: 0xffffffff, except: "allowedNamespaces" }], verdict: "allow", note: "only allowed namespaces" },
];

/** clone3's flags are in memory: it can only be allowed if all of them may be given. */
export const CLONE3: readonly Variant[] = [
  { test: [{ context: "allNamespacesAllowed" }], verdict: "allow", note: "all namespaces are allowed" },
];
