import { readFileSync } from "node:fs";

const unescape = (text: string): string =>
  text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));

/** Where else than at `/proc` a proc file system is mounted, seen from here. */
export function otherProcMounts(): readonly Uint8Array[] {
  const lines = readFileSync("/proc/self/mountinfo", "latin1").split("\n");
  const points = lines.flatMap((line) => (line.includes(" - proc ") ? [line.split(" ")[4] ?? ""] : []));
  return points
    .filter((point) => !/^\/proc(?:\/|$)/.test(point))
    .map((point) => Buffer.from(unescape(point), "latin1"));
}
