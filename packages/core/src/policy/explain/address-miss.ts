import type { AddressRange, NetworkPattern } from "../network/pattern.ts";
import type { Policy } from "../policy.ts";
import type { AddressRule } from "../rule.ts";
import type { NearMiss } from "./near-miss.ts";

/** An address that is asked about. */
export interface AddressQuestion {
  readonly policy: Policy;
  readonly category: number;
  /** Number of the rule that decided, −1 for the default. */
  readonly winner: number;
  readonly address: Uint8Array;
  readonly port: number;
  readonly protocol: number;
}

const MOST = 5;

/** Rules for addresses with another outcome that came near, the last first. */
export const addressMisses = (question: AddressQuestion): NearMiss[] => {
  const rules = question.policy.rules[question.category] ?? [];
  const action = rules[question.winner]?.action ?? question.policy.defaults[question.category];
  return [...rules.entries()]
    .toReversed()
    .flatMap(([index, rule]) => {
      if (rule.kind !== "address" || index === question.winner || rule.action === action) return [];
      const reason = whyNot(rule, index, question);
      return reason === undefined ? [] : [{ rule, reason }];
    })
    .slice(0, MOST);
};

const whyNot = ({ network }: AddressRule, index: number, question: AddressQuestion): string | undefined => {
  if (!network.ranges.some((range) => covers(range, question.address))) return undefined;
  if (!network.ports.some(({ first, last }) => first <= question.port && question.port <= last))
    return `is for ${portsText(network)}, not ${question.port}`;
  if (network.protocols.length > 0 && !network.protocols.includes(question.protocol)) return "is for another protocol";
  return index < question.winner ? "matches too, but the last match decides" : undefined;
};

const portsText = ({ ports }: NetworkPattern): string =>
  `port ${ports.map(({ first, last }) => (first === last ? String(first) : `${first}-${last}`)).join(",")}`;

const covers = ({ address, prefix }: AddressRange, asked: Uint8Array): boolean =>
  address.length === asked.length &&
  address.every((byte, index) => {
    const mask = (0xff00 >> Math.min(8, Math.max(0, prefix - 8 * index))) & 0xff;
    return (byte & mask) === ((asked[index] ?? 0) & mask);
  });
