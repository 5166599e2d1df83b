import { closeSync } from "node:fs";
import { createArena, errnoName, SMALL, SMALL_SIZE } from "@sbx/core";
import type { Addon } from "./addon.ts";
import { encodeLaunchConfig } from "./monitor/launch-config.ts";
import { launchStepName } from "./monitor/launch-step.ts";
import { LinuxKernel } from "./linux-kernel.ts";
import { findNativeFiles, loadAddon } from "./load-addon.ts";
import { MESSAGE, startMonitor } from "./monitor/monitor-line.ts";
import { PLAIN_STAGE } from "./run/stage.ts";

/** One thing that sbx uses of the kernel, as it was found by trying it. */
export interface Mechanism {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, such as a version or an error. */
  readonly detail: string;
  /** What is worse without it. */
  readonly without: string;
}

const HOW = SMALL + SMALL_SIZE - 64;
const SIGNAL_SCOPE_ABI = 6;
/** A filter of one instruction: return SECCOMP_RET_ALLOW. */
const ALLOW_ALL = Uint8Array.of(6, 0, 0, 0, 0, 0, 0xff, 0x7f);

const found = (result: number): string => (result < 0 ? errnoName(-result) : "works");

/** Starts a program with a filter that notifies nothing: as far as the listener gets, so far it would get in a run. */
function tryStart(addon: Addon, monitor: string): readonly Mechanism[] {
  const line = startMonitor(addon, monitor);
  const kernel = new LinuxKernel(addon, -1, createArena(), new Uint8Array(0), HOW);
  try {
    line.begin(
      encodeLaunchConfig({
        argv: ["/bin/true"],
        environment: {},
        filter: ALLOW_ALL,
        stage: PLAIN_STAGE,
        waitForAll: false,
        scopeSignals: addon.landlockAbi() >= SIGNAL_SCOPE_ABI,
      }),
    );
    const listener = line.receive();
    const [type = 0, step = 0, errno = 0] = line.message;
    const started = type === MESSAGE.listener;
    const detail = started ? "works" : `${launchStepName(step)}: ${errnoName(errno)}`;
    const wakeUp = started ? addon.preferSameCpu(listener) : -1;
    const pidfd = kernel.pidfdOpen(line.pid, 0);
    const duplicate = pidfd < 0 ? pidfd : kernel.pidfdGetfd(pidfd, 2);
    if (duplicate >= 0) closeSync(duplicate);
    if (pidfd >= 0) closeSync(pidfd);
    if (started) {
      line.acknowledge();
      closeSync(listener);
    }
    return [
      {
        name: "seccomp user notification, killable (Linux 5.19)",
        ok: started,
        detail,
        without: "nothing can be run",
      },
      {
        name: "wake-up on the same CPU (Linux 6.6)",
        ok: wakeUp === 0,
        detail: found(wakeUp),
        without: "every notified call takes several times as long",
      },
      {
        name: "descriptors of the program (pidfd_getfd)",
        ok: duplicate >= 0,
        detail: found(Math.min(duplicate, 0)),
        without: "listings, sockets and truncation cannot be guarded; containers may refuse it",
      },
    ];
  } finally {
    line.close();
  }
}

/**
 * Finds out what this host can enforce, by trying it.
 *
 * @throws {NativeLoadError} `ERR_SBX_NATIVE_LOAD`
 */
export function probeMechanisms(): readonly Mechanism[] {
  const files = findNativeFiles();
  const addon = loadAddon(files);
  const sealed = new BigUint64Array(2);
  const sealing = addon.seal(new Uint8Array(8), sealed);
  const abi = addon.landlockAbi();
  return [
    ...tryStart(addon, files.monitor),
    {
      name: "Landlock",
      ok: abi > 0,
      detail: abi > 0 ? `version ${abi}` : "absent or switched off",
      without: "no second layer under the emulation",
    },
    {
      name: "signal scope (Landlock 6, Linux 6.12)",
      ok: abi >= SIGNAL_SCOPE_ABI,
      detail: abi >= SIGNAL_SCOPE_ABI ? "works" : `needs version ${SIGNAL_SCOPE_ABI}`,
      without: "signals to sbx are told apart by process number only",
    },
    {
      name: "sealed memory (mseal, Linux 6.10)",
      ok: typeof sealing !== "number" && sealed[1] === 1n,
      detail: sealed[1] === 1n ? "works" : "read-only, but not sealed",
      without: "the policy is read-only memory that sbx could make writable again",
    },
  ];
}
