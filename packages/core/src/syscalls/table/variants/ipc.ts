import type { Variant } from "../../row.ts";

const SHARED = "objects that other programs share, which no rule speaks of";

const NO_SYSTEM_V: Variant = { test: [], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_shm", note: SHARED };

const NO_QUEUES: Variant = { test: [], verdict: "refuse", errno: "ENOSYS", event: "always", hardening: "allow_unsafe_msgqueue", note: SHARED };

/** Modes of shared objects: only the owner reads and writes them. */
const looseMode = (arg: number, hardening: "allow_unsafe_perm_shm" | "allow_unsafe_perm_msgqueue"): Variant => ({
  test: [{ arg, anyOf: 0o177 }],
  verdict: "refuse",
  errno: "EACCES",
  event: "always",
  hardening,
  note: "an object that others may use",
});

export const SHMGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(2, "allow_unsafe_perm_shm")];

export const SEMGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(2, "allow_unsafe_perm_shm")];

export const MSGGET: readonly Variant[] = [NO_SYSTEM_V, looseMode(1, "allow_unsafe_perm_shm")];

export const MQ_OPEN: readonly Variant[] = [NO_QUEUES, looseMode(2, "allow_unsafe_perm_msgqueue")];

/** IPC_SET is 1; MSG_STAT_ANY 13, SHM_STAT_ANY 15 and SEM_STAT_ANY 20 look at everybody's objects. */
const ownership = (arg: number): readonly Variant[] => [
  NO_SYSTEM_V,
  { test: [{ arg, in: [1, 13, 15, 20] }], verdict: "refuse", errno: "EPERM", event: "always", hardening: "allow_unsafe_perm_shm", note: "gives an object to others, or looks at theirs" },
];

export const SHMCTL: readonly Variant[] = ownership(1);

export const SEMCTL: readonly Variant[] = ownership(2);

export const MSGCTL: readonly Variant[] = ownership(1);

/** SHM_EXEC. */
export const SHMAT: readonly Variant[] = [
  NO_SYSTEM_V,
  { test: [{ arg: 2, anyOf: 0o100000 }], verdict: "refuse", errno: "EACCES", event: "always", hardening: "allow_unsafe_exec_memory", note: "others could write what is executable" },
];

/** FUTEX_LOCK_PI, UNLOCK_PI, TRYLOCK_PI, WAIT_REQUEUE_PI, CMP_REQUEUE_PI and LOCK_PI2; bits above are flags. */
export const FUTEX: readonly Variant[] = [
  { test: [{ arg: 1, mask: 0x7f, in: [6, 7, 8, 11, 12, 13] }], verdict: "refuse", errno: "ENOSYS", event: "never", hardening: "allow_unsafe_futex", note: "priority inheritance has been a rich source of kernel bugs" },
];
