const DECIMAL = /^(?:0|[1-9][0-9]{0,2})$/;
const GROUP = /^[0-9A-Fa-f]{1,4}$/;

/** Reads four decimal numbers with dots; undefined for anything else. */
export const parseIpv4 = (text: string): Uint8Array | undefined => {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => DECIMAL.test(part) && Number(part) <= 255)) return undefined;
  return Uint8Array.from(parts, Number);
};

/** Reads an IPv6 address, `::` and a dotted end included, without brackets or zone; undefined for anything else. */
export const parseIpv6 = (text: string): Uint8Array | undefined => {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const head = groupsOf(halves[0] ?? "", halves.length === 1);
  const tail = halves.length === 2 ? groupsOf(halves[1] ?? "", true) : [];
  if (head === undefined || tail === undefined) return undefined;
  const missing = 16 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 2) return undefined;
  return Uint8Array.from([...head, ...Array.from({ length: missing }, () => 0), ...tail]);
};

/** The bytes of groups separated by colons; the last may be a dotted IPv4 address if `dotted` allows it. */
const groupsOf = (text: string, dotted: boolean): number[] | undefined => {
  if (text === "") return [];
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [index, group] of groups.entries()) {
    const ipv4 = dotted && index === groups.length - 1 && group.includes(".") ? parseIpv4(group) : undefined;
    if (ipv4 !== undefined) bytes.push(...ipv4);
    else if (GROUP.test(group)) bytes.push(Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 255);
    else return undefined;
  }
  return bytes;
};

/** Whether 16 bytes from `start` are an IPv4 address in the form `::ffff:a.b.c.d`. */
export const isMapped = (bytes: Uint8Array, start: number): boolean => {
  for (let index = 0; index < 10; index++) if (bytes[start + index] !== 0) return false;
  return bytes[start + 10] === 0xff && bytes[start + 11] === 0xff;
};
