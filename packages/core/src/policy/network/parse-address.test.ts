import { describe, expect, test } from "vitest";
import { isMapped, parseIpv4, parseIpv6 } from "./parse-address.ts";

const hex = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

describe("addresses", () => {
  test.each([
    ["0.0.0.0", "00000000"],
    ["255.255.255.255", "ffffffff"],
    ["1.2.3", undefined],
    ["1.2.3.4.5", undefined],
    ["256.0.0.1", undefined],
    ["01.2.3.4", undefined],
    ["1.2.3.", undefined],
    ["", undefined],
  ])("IPv4 %s", (text, expected) => {
    expect(hex(parseIpv4(text))).toBe(expected);
  });

  test.each([
    ["::", "00000000000000000000000000000000"],
    ["::1", "00000000000000000000000000000001"],
    ["1::", "00010000000000000000000000000000"],
    ["fe80::1:2", "fe800000000000000000000000010002"],
    ["1:2:3:4:5:6:7:8", "00010002000300040005000600070008"],
    ["::ffff:1.2.3.4", "00000000000000000000ffff01020304"],
    ["1:2:3:4:5:6:1.2.3.4", "00010002000300040005000601020304"],
    ["1:2:3:4:5:6:7::", "00010002000300040005000600070000"],
    ["1:2:3:4:5:6:7:8:9", undefined],
    ["1:2:3:4:5:6:7::8", undefined],
    ["1::2::3", undefined],
    ["1.2.3.4::", undefined],
    [":1", undefined],
    ["1:", undefined],
    ["12345::", undefined],
    ["fe80::1%eth0", undefined],
    ["", undefined],
  ])("IPv6 %s", (text, expected) => {
    expect(hex(parseIpv6(text))).toBe(expected);
  });

  test("an IPv4 address in IPv6 form is seen", () => {
    const mapped = parseIpv6("::ffff:1.2.3.4") ?? new Uint8Array(16);
    const other = parseIpv6("::fffe:1.2.3.4") ?? new Uint8Array(16);
    expect([isMapped(mapped, 0), isMapped(other, 0)]).toEqual([true, false]);
  });
});
