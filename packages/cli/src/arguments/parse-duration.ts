import { UsageError } from "./usage-error.ts";

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Parses a time limit such as `30`, `1.5s`, `500ms` or `1h30m`; a bare number is seconds.
 * @returns milliseconds, at least 1
 * @throws {UsageError} for anything else
 */
export function parseDuration(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return inRange(text, Number(text) * 1000);
  if (!/^(\d+(\.\d+)?(ms|[smhd]))+$/.test(text)) throw wrong(text);
  let total = 0;
  for (const [, amount, , unit] of text.matchAll(/(\d+(\.\d+)?)(ms|[smhd])/g)) {
    total += Number(amount) * (UNITS[unit ?? ""] ?? 0);
  }
  return inRange(text, total);
}

function inRange(text: string, milliseconds: number): number {
  const rounded = Math.ceil(milliseconds);
  if (rounded < 1 || rounded > Number.MAX_SAFE_INTEGER) throw wrong(text);
  return rounded;
}

function wrong(text: string): UsageError {
  return new UsageError(`'${text}' is no time limit`, "write it as 30s, 500ms or 1h30m");
}
