import { describe, expect, test } from "vitest";
import { addressText } from "./address-text.ts";
import { isWildcard, kindOfAddress, makeLoopback, pathEnd, portOf, type AddressUse } from "./address.ts";

const UNIX = 1;
const INET = 2;
const INET6 = 10;
const VSOCK = 40;

const v4 = (family: number, port: number, ...ip: number[]): number[] => [
  family,
  0,
  port >> 8,
  port & 255,
  ...ip,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
  0,
];
const v6 = (family: number, port: number, ...groups: number[]): number[] => [
  family,
  0,
  port >> 8,
  port & 255,
  0,
  0,
  0,
  0,
  ...groups.flatMap((group) => [group >> 8, group & 255]),
  0,
  0,
  0,
  0,
];
const unix = (name: string): number[] => [UNIX, 0, ...[...name].map((c) => c.charCodeAt(0))];
const V4 = v4(INET, 80, 10, 0, 0, 1);
const V6 = v6(INET6, 80, 0xfe80, 0, 0, 0, 0, 0, 0, 1);

describe("an address is read as the kernel would read it for the socket", () => {
  test.each<[string, number, AddressUse, number[], string]>([
    ["IPv4", INET, "connect", V4, "ipv4"],
    ["a long one", INET, "connect", [...V4, 1, 2, 3], "ipv4"],
    ["IPv4 one byte short", INET, "connect", V4.slice(0, 15), "malformed"],
    ["IPv6 on IPv4", INET, "send", V6, "mismatched"],
    ["AF_UNSPEC is IPv4 for a message", INET, "send", v4(0, 80, 10, 0, 0, 1), "ipv4"],
    ["AF_UNSPEC is IPv4 for bind", INET, "bind", v4(0, 80, 0, 0, 0, 0), "ipv4"],
    ["AF_UNSPEC cuts a connection", INET, "connect", v4(0, 80, 10, 0, 0, 1), "unspecified"],
    ["AF_UNSPEC of two bytes", INET, "connect", [0, 0], "unspecified"],
    ["AF_UNSPEC of one byte", INET, "connect", [0], "malformed"],
    ["IPv6", INET6, "connect", V6, "ipv6"],
    ["IPv6 without scope", INET6, "bind", V6.slice(0, 24), "ipv6"],
    ["IPv6 too short", INET6, "bind", V6.slice(0, 23), "malformed"],
    ["IPv4 on IPv6", INET6, "send", V4, "ipv4"],
    ["AF_UNSPEC is no address on IPv6", INET6, "send", v4(0, 80, 10, 0, 0, 1), "unspecified"],
    ["AF_UNSPEC cannot be bound on IPv6", INET6, "bind", v4(0, 80, 0, 0, 0, 0), "mismatched"],
    ["UNIX on IPv6", INET6, "connect", unix("/a"), "mismatched"],
    ["a path", UNIX, "connect", unix("/a\0"), "path"],
    ["a relative path", UNIX, "bind", unix("a"), "path"],
    ["an abstract name", UNIX, "bind", unix("\0a"), "abstract"],
    ["an empty abstract name", UNIX, "bind", unix("\0"), "abstract"],
    ["no name", UNIX, "bind", unix(""), "unnamed"],
    ["the longest path", UNIX, "bind", unix("x".repeat(108)), "path"],
    ["one byte more", UNIX, "bind", unix("x".repeat(109)), "malformed"],
    ["IPv4 on UNIX", UNIX, "send", V4, "malformed"],
    ["AF_UNSPEC on UNIX", UNIX, "connect", [0, 0], "unspecified"],
    ["AF_UNSPEC as a UNIX name", UNIX, "bind", [0, 0, 47], "malformed"],
    ["another domain", VSOCK, "connect", V4, "foreign"],
  ])("%s", (_, domain, use, address, kind) => {
    const bytes = Uint8Array.from([9, 9, 9, ...address]);
    expect(kindOfAddress(bytes, 3, address.length, domain, use)).toBe(kind);
  });
});

describe("parts of an address", () => {
  test.each([
    ["/a", 2, "/a"],
    ["/a\0b", 4, "/a"],
    ["/a", 1, "/"],
    ["x".repeat(108), 108, "x".repeat(108)],
  ])("the path of %j in %i bytes is %j", (name, length, path) => {
    const bytes = Uint8Array.from(unix(name));
    expect(pathEnd(bytes, 0, 2 + length)).toBe(2 + path.length);
  });

  test("the port is in the order of the network", () => {
    expect(portOf(Uint8Array.from(v4(INET, 41001, 0, 0, 0, 0)), 0)).toBe(41001);
  });

  test.each<[string, number[], "ipv4" | "ipv6", boolean, string]>([
    ["0.0.0.0", v4(INET, 1, 0, 0, 0, 0), "ipv4", true, "127.0.0.1!1"],
    ["0.0.0.1", v4(INET, 1, 0, 0, 0, 1), "ipv4", false, "0.0.0.1!1"],
    ["::", v6(INET6, 1, 0, 0, 0, 0, 0, 0, 0, 0), "ipv6", true, "::1!1"],
    ["::ffff:0.0.0.0", v6(INET6, 1, 0, 0, 0, 0, 0, 0xffff, 0, 0), "ipv6", true, "127.0.0.1!1"],
    ["::1", v6(INET6, 1, 0, 0, 0, 0, 0, 0, 0, 1), "ipv6", false, "::1!1"],
    ["::ff00:0:0", v6(INET6, 1, 0, 0, 0, 0, 0, 0xff00, 0, 0), "ipv6", false, "::ff00:0:0!1"],
  ])("%s as a wildcard", (_, address, kind, wildcard, loopback) => {
    const bytes = Uint8Array.from(address);
    expect(isWildcard(bytes, 0, kind)).toBe(wildcard);
    if (wildcard) makeLoopback(bytes, 0, kind);
    expect(addressText(bytes, 0, kind)).toBe(loopback);
  });

  test.each<[string, number[]]>([
    ["fe80::1!80", V6],
    ["2001:db8::1:0:0:1!80", v6(INET6, 80, 0x2001, 0xdb8, 0, 0, 1, 0, 0, 1)],
    ["1:2:3:4:5:6:7:8!80", v6(INET6, 80, 1, 2, 3, 4, 5, 6, 7, 8)],
    ["1:0:3:4:5:6:7:8!80", v6(INET6, 80, 1, 0, 3, 4, 5, 6, 7, 8)],
    ["1::!80", v6(INET6, 80, 1, 0, 0, 0, 0, 0, 0, 0)],
  ])("is written as %s", (text, address) => {
    expect(addressText(Uint8Array.from(address), 0, "ipv6")).toBe(text);
  });
});
