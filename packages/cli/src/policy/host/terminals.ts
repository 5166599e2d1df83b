import { fstatSync, readdirSync } from "node:fs";
import { readText } from "./real-path.ts";

/** Number of the driver of the terminals in /dev/pts. */
const UNIX98_PTY_SLAVE_MAJOR = 136;

/** The terminals that are there now, but for those that descriptors 0 to 2 are open on and the one that controls sbx. */
export function otherTerminals(): readonly string[] {
  const names = listTerminals();
  if (names.length === 0) return [];
  const own = new Set([controllingTerminal(), ...[0, 1, 2].map(deviceOf)].map(terminalOf));
  return names.filter((name) => !own.has(name)).map((name) => `/dev/pts/${name}`);
}

function listTerminals(): readonly string[] {
  try {
    return readdirSync("/dev/pts").filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function deviceOf(fd: number): number {
  try {
    return fstatSync(fd).rdev;
  } catch {
    return 0;
  }
}

/** `tty_nr` of proc_pid_stat(5): behind the name, which may have anything in it. */
function controllingTerminal(): number {
  const text = readText("/proc/self/stat") ?? "";
  return Number(text.slice(text.lastIndexOf(")") + 2).split(" ")[4] ?? 0);
}

/** The name in /dev/pts of a device number, as new_encode_dev has it. */
function terminalOf(device: number): string | undefined {
  if (((device >>> 8) & 0xfff) !== UNIX98_PTY_SLAVE_MAJOR) return undefined;
  return String((device & 0xff) | ((device >>> 12) & 0xfff00));
}
