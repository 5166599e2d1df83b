import { ERRNO } from "../../abi/index.ts";
import { outcomeOf, type FilterContext } from "../index.ts";
import type { Emulation, Handler } from "../../supervisor/emulation.ts";

/** Calls that the table refuses and that are worth an event. */
export const refuseBy =
  (context: FilterContext): Handler =>
  (e) => {
    const outcome = outcomeOf(e.row, context, argumentsOf(e));
    const errno = outcome.verdict === "refuse" ? ERRNO[outcome.errno] : ERRNO.EPERM;
    const path = pathOf(e);
    const tip = "note" in outcome && outcome.note !== undefined ? outcome.note : "";
    return e.judge.refuse(errno, "syscall", path === undefined ? { tip } : { tip, path });
  };

/** The arguments as the registers hold them. */
export function argumentsOf(e: Emulation): bigint[] {
  return Array.from({ length: 6 }, (_, i) => (BigInt(e.call.high(i) >>> 0) << 32n) | BigInt(e.call.int(i) >>> 0));
}

function pathOf(e: Emulation): Uint8Array | undefined {
  const { shape, call, first, kernel } = e;
  const length = shape.path < 0 ? -1 : call.pathLength(shape.path);
  return length <= 0 ? undefined : kernel.arena.bytes.slice(first.slot, first.slot + length);
}

/** Changing ids would leave us acting with other rights than the caller has. */
export const setid: Handler = (e) => e.judge.refuse(ERRNO.EPERM, "setid", { tip: "the ids of the run cannot change" });

/** A call of another architecture, or one that has no row. */
export const foreign: Handler = (e) =>
  e.judge.refuse(ERRNO.ENOSYS, "foreign", { tip: `call ${e.call.number} of another architecture is not served` });
