/** Bytes from `start` up to `end` as text, one character a byte; empty where `end` is not behind `start`. */
export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
