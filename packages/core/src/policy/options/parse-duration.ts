/** Nanoseconds of each unit, by every name it has. */
const UNITS: ReadonlyMap<string, number> = new Map(
  (
    [
      [1, "ns nano nanos nanosec nanosecs nanosecond nanoseconds"],
      [1e3, "us µs μs micro micros microsec microsecs microsecond microseconds"],
      [1e6, "ms milli millis millisec millisecs millisecond milliseconds"],
      [1e9, "s sec secs second seconds"],
      [60e9, "m min mins minute minutes"],
      [3600e9, "h hr hrs hour hours"],
      [86_400e9, "d day days"],
      [604_800e9, "w week weeks"],
      [31_557_600e9, "y yr yrs year years"],
    ] as const
  ).flatMap(([size, names]) => names.split(" ").map((name) => [name, size] as const)),
);

const BARE = /^\+?([0-9]+(?:\.[0-9]+)?)$/;
const PIECE = /[ ,]*([0-9]+(?:\.[0-9]+)?) *([a-zµμ]+)/y;

/** Reads `90`, `1m 42s` or `5.1 secs`, in any case of letters. `bare` are the nanoseconds of a number without unit. */
export const parseDuration = (text: string, bare: number): number | undefined => {
  const lower = text.trim().toLowerCase();
  const alone = BARE.exec(lower)?.[1];
  if (alone !== undefined) return Number(alone) * bare;
  let total = 0;
  PIECE.lastIndex = lower.startsWith("+") ? 1 : 0;
  do {
    const [, number = "", unit = ""] = PIECE.exec(lower) ?? [];
    const size = UNITS.get(unit);
    if (size === undefined) return undefined;
    total += Number(number) * size;
  } while (PIECE.lastIndex < lower.length);
  return Number.isFinite(total) ? total : undefined;
};
