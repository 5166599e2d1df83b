import { refuseArgument, sliceArgument, type Argument } from "../parse/source-line.ts";
import { nearest } from "../parse/suggest.ts";
import { aliasNetworks, NETWORK_ALIASES } from "./alias.ts";
import { isMapped, parseIpv4, parseIpv6 } from "./parse-address.ts";
import type { AddressRange, NetworkPattern, PortRange } from "./pattern.ts";
import { parseDialNetwork, PROTOCOLS, UNIX_NETWORKS } from "./protocol.ts";

/** What a network rule turned out to be: a pattern for socket names, or addresses. */
export type ParsedNetwork =
  | { readonly kind: "path"; readonly argument: Argument }
  | { readonly kind: "address"; readonly text: string; readonly network: NetworkPattern };

const EXPECTED = "ADDRESS!PORTS, NETWORK!ADDRESS!SERVICE, /socket/path, @abstract or !unnamed";

/** Reads `ADDRESS!PORTS` or a dial string `NETWORK!ADDRESS!SERVICE`. @throws {PolicyError} EINVAL */
export const parseNetworkPattern = (argument: Argument): ParsedNetwork => {
  const mark = argument.text.indexOf("!");
  const head = mark < 0 ? "" : argument.text.slice(0, mark).toLowerCase();
  if (UNIX_NETWORKS.has(head)) return unixPattern(argument, mark + 1);
  const dial = parseDialNetwork(head);
  const rest = dial === undefined ? argument : sliceArgument(argument, mark + 1);
  const split = splitAt(rest);
  if (split < 0) throw missingPort(argument, rest, head);
  const address = sliceArgument(rest, 0, split);
  const service = sliceArgument(rest, split + 1);
  const anywhere = dial !== undefined && address.text === "*";
  const ranges = (anywhere ? rangesOf("any") : parseRanges(address)).filter(
    (range) => dial?.family === undefined || range.family === dial.family,
  );
  if (ranges.length === 0)
    throw refuseArgument(address, 0, {
      code: "ERR_POLICY_ADDRESS",
      message: `${address.text} is no IPv${dial?.family ?? ""} address`,
      found: address.text,
      expected: `an IPv${dial?.family ?? ""} address`,
    });
  const ports = dial !== undefined && service.text === "*" ? [{ first: 0, last: 65535 }] : parsePorts(service);
  return { kind: "address", text: argument.text, network: { ranges, ports, protocols: dial?.protocols ?? [] } };
};

const unixPattern = (argument: Argument, at: number): ParsedNetwork => {
  const name = sliceArgument(argument, at);
  if (/^[/@!]/.test(name.text)) return { kind: "path", argument: name };
  throw refuseArgument(name, 0, {
    code: "ERR_POLICY_ADDRESS",
    message: "the name of a UNIX socket begins with /, @ or !",
    found: name.text,
    expected: "unix!/path, unix!@name or unix!!unnamed",
  });
};

const splitAt = (argument: Argument): number => {
  const mark = argument.text.indexOf("!");
  return mark < 0 ? argument.text.indexOf("@") : mark;
};

const missingPort = (argument: Argument, rest: Argument, head: string): Error => {
  const relative =
    head === "" && !/^[0-9A-Fa-f:.[\]]+$/.test(argument.text) && aliasNetworks(argument.text) === undefined;
  return refuseArgument(rest, relative ? 0 : rest.text.length, {
    code: "ERR_POLICY_ADDRESS",
    message: relative ? `"${argument.text}" is neither an address nor the name of a socket` : "the port is missing",
    found: argument.text,
    expected: EXPECTED,
    suggestion: relative ? undefined : `${argument.text}!0-65535`,
  });
};

const rangesOf = (alias: string): AddressRange[] =>
  (aliasNetworks(alias) ?? []).flatMap((network) => parseRange(network) ?? []);

const parseRanges = (argument: Argument): AddressRange[] => {
  const alias = rangesOf(argument.text);
  return alias.length > 0 ? alias : [parseNetwork(argument)];
};

/** Reads one address, with or without the length of a prefix. @throws {PolicyError} EINVAL */
export const parseNetwork = (argument: Argument): AddressRange => {
  const range = parseRange(argument.text);
  if (range !== undefined) return range;
  const word = argument.text;
  const networks = [...Object.keys(NETWORK_ALIASES), ...Object.keys(PROTOCOLS)];
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_ADDRESS",
    message: `"${word}" is no IP address`,
    found: word,
    expected: "an IPv4 or IPv6 address, with /LENGTH for a network; names of hosts are not looked up",
    suggestion: word.startsWith("[")
      ? word.replaceAll(/[[\]]/g, "")
      : word === "*"
        ? "any"
        : word === "localhost"
          ? "loopback"
          : nearest(word, networks),
  });
};

const LENGTH = /^(?:0|[1-9][0-9]{0,2})$/;

/** One address or network; the bits behind the prefix are cleared, an IPv4 network in IPv6 form is IPv4. */
const parseRange = (text: string): AddressRange | undefined => {
  const slash = text.indexOf("/");
  const address = slash < 0 ? text : text.slice(0, slash);
  const ipv4 = parseIpv4(address);
  const bytes = ipv4 ?? parseIpv6(address);
  if (bytes === undefined) return undefined;
  const width = bytes.length * 8;
  const length = slash < 0 ? String(width) : text.slice(slash + 1);
  if (!LENGTH.test(length) || Number(length) > width) return undefined;
  const prefix = Number(length);
  if (ipv4 === undefined && prefix >= 96 && isMapped(bytes, 0))
    return { family: 4, address: masked(bytes.slice(12), prefix - 96), prefix: prefix - 96 };
  return { family: ipv4 === undefined ? 6 : 4, address: masked(bytes, prefix), prefix };
};

const masked = (bytes: Uint8Array, prefix: number): Uint8Array =>
  bytes.map((byte, index) => byte & (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * index))));

const PORT = /^[0-9]{1,5}$/;

/** Reads `80`, `8000-9000` or a comma list of both. @throws {PolicyError} EINVAL */
export const parsePorts = (argument: Argument): PortRange[] => {
  const ports: PortRange[] = [];
  let at = 0;
  for (const item of argument.text.split(",")) {
    const [first = "", last = first, ...rest] = item.split("-");
    const valid = PORT.test(first) && PORT.test(last) && rest.length === 0;
    if (!valid || Number(last) > 65535 || Number(first) > Number(last))
      throw refuseArgument(argument, at, {
        code: "ERR_POLICY_ADDRESS",
        message:
          valid && Number(last) <= 65535
            ? "the range of ports descends"
            : item === ""
              ? "the port is missing"
              : `"${item}" is no port`,
        found: item,
        expected: "a number up to 65535, a range such as 8000-9000, or a comma list of both",
        suggestion: item === "*" ? "0-65535" : undefined,
      });
    ports.push({ first: Number(first), last: Number(last) });
    at += item.length + 1;
  }
  return ports;
};
