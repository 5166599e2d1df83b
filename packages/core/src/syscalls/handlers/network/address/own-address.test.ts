import { expect, test } from "vitest";
import { Sandbox } from "../../../../testing/sandbox.ts";
import { VALUE } from "../layout.ts";
import { isOwnAddress } from "./own-address.ts";

const IPV6 = [10, 0, 0, 80, 0, 0, 0, 0] as const;
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

// The fake kernel has no sockets: whoever is asked of it throws.
test.each([
  ["127.0.0.1", "ipv4", [2, 0, 0, 80, 127, 0, 0, 1], true],
  ["127.9.9.9", "ipv4", [2, 0, 0, 80, 127, 9, 9, 9], true],
  ["::1", "ipv6", [...IPV6, ...zeros(15), 1], true],
  ["::ffff:127.0.0.1", "ipv6", [...IPV6, ...zeros(10), 255, 255, 127, 0, 0, 1], true],
  ["239.1.1.1", "ipv4", [2, 0, 0, 80, 239, 1, 1, 1], false],
  ["255.255.255.255", "ipv4", [2, 0, 0, 80, 255, 255, 255, 255], false],
  ["::ffff:239.1.1.1", "ipv6", [...IPV6, ...zeros(10), 255, 255, 239, 1, 1, 1], false],
  ["ff02::1", "ipv6", [...IPV6, 255, 2, ...zeros(13), 1], false],
] as const)("%s is known without asking: %s", (_, kind, address, own) => {
  const { emulator, kernel } = new Sandbox();
  kernel.arena.bytes.set(address, VALUE);
  expect(isOwnAddress(emulator, kind, VALUE, address.length)).toBe(own);
});
