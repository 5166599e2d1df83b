import { findNativeFiles, loadAddon } from "../load-addon.ts";

/**
 * Writes a text to a terminal whose output the program may have stopped (`tcflow`): it is started again. What the user
 * stopped stays so.
 *
 * @param limitMs - gives up after so many milliseconds without progress; 0: never
 * @returns whether all of the text was written
 * @throws {NativeLoadError} `ERR_SBX_NATIVE_LOAD` without a native part
 */
export function writeTerminal(fd: number, text: string, limitMs: number): boolean {
  return loadAddon(findNativeFiles()).writeTerminal(fd, text, limitMs);
}
