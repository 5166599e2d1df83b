import { O_CLOEXEC } from "../../../../abi/fcntl.ts";
import { SCM_PIDFD, SCM_RIGHTS, SOL_SOCKET } from "../../../../abi/socket.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { cmsgSpace, putCmsg, type ControlMessage, type ControlWalk } from "./control.ts";
import { judgeDescriptor } from "./descriptor-kind.ts";
import { CONTROL, CONTROL_OUT } from "../layout.ts";

/** Control data on their way to the caller; one per emulator. */
export interface Delivery {
  readonly walk: ControlWalk;
  /** Bytes at CONTROL_OUT. */
  length: number;
}

export const makeDelivery = (walk: ControlWalk): Delivery => ({ walk, length: 0 });

const carriesDescriptors = (message: ControlMessage): boolean =>
  message.level === SOL_SOCKET && (message.type === SCM_RIGHTS || message.type === SCM_PIDFD);

/**
 * Hands the control data at CONTROL on: descriptors that may pass are put into the caller's table, the others are dropped,
 * and what is left lies at CONTROL_OUT.
 *
 * @returns whether every descriptor has passed
 */
export function deliverControl(e: Emulation, delivery: Delivery, length: number, cloexec: boolean): boolean {
  const { walk } = delivery;
  const { view } = e.call;
  const { bytes } = e.kernel.arena;
  let complete = true;
  let out = CONTROL_OUT;
  walk.start(e.call.view, CONTROL, length);
  while (walk.next() > 0) {
    const { message } = walk;
    const data = out + (message.data - message.at);
    let { size } = message;
    if (carriesDescriptors(message)) {
      size = 4 * passDescriptors(e, message, data, cloexec);
      complete = complete && size === (message.size & ~3);
      if (size === 0) continue;
    } else bytes.copyWithin(data, message.data, message.data + size);
    putCmsg(view, out, message.level, message.type, size);
    out += cmsgSpace(size);
  }
  // The kernel, too, leaves out the padding for which there is no room.
  delivery.length = Math.min(out - CONTROL_OUT, Math.max(length, 0));
  return complete;
}

/** Puts the descriptors that may pass into the caller's table and their numbers to `to`; how many there are. */
function passDescriptors(e: Emulation, message: ControlMessage, to: number, cloexec: boolean): number {
  const { view } = e.call;
  const flags = (cloexec ? O_CLOEXEC : 0) | (e.hardenings.descriptorFlags & O_CLOEXEC);
  let count = 0;
  for (let i = 0; i + 4 <= message.size; i += 4) {
    const fd = e.call.hold(view.getInt32(message.data + i, true));
    if (fd < 0 || judgeDescriptor(e, fd, "recvfd") !== 0) continue;
    const theirs = e.kernel.addDescriptor(fd, 0, flags, 0);
    if (theirs >= 0) view.setInt32(to + 4 * count++, theirs, true);
  }
  return count;
}

/** Closes descriptors that came along with a message that cannot be handed on. */
export function closeReceived(e: Emulation, delivery: Delivery, length: number): void {
  const { walk } = delivery;
  walk.start(e.call.view, CONTROL, length);
  while (walk.next() > 0) {
    const { message } = walk;
    if (!carriesDescriptors(message)) continue;
    for (let i = 0; i + 4 <= message.size; i += 4) e.call.hold(e.call.view.getInt32(message.data + i, true));
  }
}
