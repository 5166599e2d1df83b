import { array, assert, constantFrom, integer, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { compileRanges, type NumberedPattern } from "./compile-ranges.ts";
import { parseNetworkPattern } from "./parse-pattern.ts";
import { parseIpv4, parseIpv6 } from "./parse-address.ts";
import { matchRange } from "./range-table.ts";

const patternOf = (text: string, rule: number): NumberedPattern => {
  const parsed = parseNetworkPattern({ line: { file: "t", line: 1, text }, at: 0, text, expanded: false });
  if (parsed.kind === "path") throw new Error("not an address");
  return { rule, network: parsed.network };
};

const lookUp = (patterns: readonly NumberedPattern[], address: string, port: number, protocol: number): number => {
  const ipv4 = parseIpv4(address);
  const bytes = ipv4 ?? parseIpv6(address) ?? new Uint8Array(16);
  const table = compileRanges(patterns, ipv4 === undefined ? 6 : 4);
  const shifted = Uint32Array.from([7, ...table]);
  return matchRange(shifted, 1, Uint8Array.from([9, ...bytes]), 1, ipv4 === undefined ? 4 : 1, port, protocol);
};

describe("the last range that matches is found", () => {
  const patterns = [
    "any!0-65535",
    "10.0.0.0/8!80,443",
    "tcp!10.1.0.0/16!*",
    "10.1.2.3!22",
    "loopback!8000-9000",
    "fe80::/10!1",
    "::/0!53",
    "icmp6!::1!7",
  ].map((text, rule) => patternOf(text, rule));

  test.each([
    ["8.8.8.8", 53, 17, 0],
    ["10.9.9.9", 80, 6, 1],
    ["10.9.9.9", 81, 6, 0],
    ["10.1.9.9", 80, 6, 2],
    ["10.1.9.9", 80, 17, 1],
    ["10.1.9.9", 81, 17, 0],
    ["10.1.2.3", 22, 6, 3],
    ["10.1.2.4", 22, 6, 2],
    ["127.255.255.255", 8080, 6, 4],
    ["128.0.0.0", 8080, 6, 0],
    ["126.255.255.255", 9000, 6, 0],
    ["255.255.255.255", 0, 6, 0],
    ["::1", 8000, 6, 4],
    ["::2", 8000, 6, 0],
    ["::1", 7, 58, 7],
    ["::1", 7, 1, 0],
    ["::1", 53, 17, 6],
    ["febf:ffff::1", 1, 6, 5],
    ["fec0::", 1, 6, 0],
    ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 53, 6, 6],
  ])("%s port %i protocol %i: rule %i", (address, port, protocol, rule) => {
    expect(lookUp(patterns, address, port, protocol)).toBe(rule);
  });

  test("without rules nothing is found", () => {
    expect(lookUp([], "1.2.3.4", 1, 6)).toBe(-1);
  });
});

const prefixOf = (bytes: readonly number[], prefix: number): bigint =>
  bytes.reduce((value, part) => (value << 8n) | BigInt(part), 0n) >> BigInt(32 - prefix);

test("the table agrees with a look at every rule", () => {
  const byte = constantFrom(0, 1, 2, 127, 128, 254, 255);
  const address = tuple(byte, byte, byte, byte);
  const port = constantFrom(0, 1, 80, 65535);
  const rule = record({
    address,
    prefix: integer({ min: 0, max: 32 }),
    first: port,
    last: port,
    network: constantFrom("tcp", "udp", "net"),
  });
  assert(
    property(array(rule, { maxLength: 12 }), address, port, constantFrom(6, 17), (rules, target, to, by) => {
      const patterns = rules.map(({ address: at, prefix, first, last, network }, index) =>
        patternOf(`${network}!${at.join(".")}/${prefix}!${Math.min(first, last)}-${Math.max(first, last)}`, index),
      );
      const expected = rules.findLastIndex(
        ({ address: at, prefix, first, last, network }) =>
          prefixOf(at, prefix) === prefixOf(target, prefix) &&
          to >= Math.min(first, last) &&
          to <= Math.max(first, last) &&
          (network === "net" || (network === "tcp") === (by === 6)),
      );
      expect(lookUp(patterns, target.join("."), to, by)).toBe(expected);
    }),
  );
});
