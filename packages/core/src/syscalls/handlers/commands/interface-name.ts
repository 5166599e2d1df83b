import { decodeUtf8 } from "../../../policy/utf8.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";

const DEVICE: readonly number[] = [..."/dev/syd"].map((c) => c.charCodeAt(0));

/**
 * What follows the name of the policy's device in the first path as the caller wrote it; undefined for other paths, and
 * where a policy takes no commands.
 */
export function interfaceName(e: Emulation): string | undefined {
  if (e.control === undefined || e.shape.path < 0) return undefined;
  const { bytes } = e.kernel.arena;
  const start = e.first.slot;
  const length = e.call.pathLength(e.shape.path);
  if (length < DEVICE.length) return undefined;
  for (let i = 0; i < DEVICE.length; i++) if (bytes[start + i] !== DEVICE[i]) return undefined;
  return decodeUtf8(bytes, start + DEVICE.length, start + length);
}
