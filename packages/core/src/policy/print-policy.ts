import { ACTIONS } from "./action.ts";
import { CATEGORIES } from "./category/category.ts";
import { FACILITIES } from "./category/category-set.ts";
import { NAMESPACE_FLAGS } from "./options/namespaces.ts";
import { findOption } from "./options/options.ts";
import type { AddressRange } from "./network/pattern.ts";
import type { Policy, VariableEdit } from "./policy.ts";
import type { MaskRule } from "./rule.ts";
import { encodeUtf8 } from "./utf8.ts";

const GLOBAL = /^(?:sandbox\/(?:lock|proxy|pty):on|unsetenv|setenv|clearenv|lock)/;

const domainLines = (name: string, domain: Policy): string[] =>
  printPolicy(domain)
    .split("\n")
    .filter((line) => line !== "" && !GLOBAL.test(line))
    .map((line) => `@${name}/${line}`);

/** Prints a policy as text of the language: parsed again it means the same. */
export const printPolicy = (policy: Policy): string => {
  const lines = [
    ...CATEGORIES.map((name, index) => `sandbox/${name}:${onOff(policy.enabled[index])}`),
    ...FACILITIES.map((name) => `sandbox/${name}:${onOff(policy.facilities[name])}`),
    ...CATEGORIES.map((name, index) => `default/${name}:${ACTIONS[policy.defaults[index] ?? 0] ?? ""}`),
    ...Object.entries(policy.facilityDefaults).map(([name, action]) => `default/${name}:${ACTIONS[action] ?? ""}`),
    ...[...policy.options].map(([name, { value }]) => `${name}:${quote(optionText(name, value))}`),
    ...policy.rules.flatMap((rules, index) =>
      rules.map(
        ({ action, pattern }) => `${ACTIONS[action] ?? ""}/${CATEGORIES[index] ?? ""}+${quote(printable(pattern))}`,
      ),
    ),
    ...policy.masks.map((mask) => `mask+${quote(maskText(mask))}`),
    ...policy.blocked.map((range) => `block+${networkText(range)}`),
    ...[...policy.lists].flatMap(([name, items]) => items.map(({ item }) => listLine(name, quote(item)))),
    ...[...policy.domains].flatMap(([name, domain]) => domainLines(name, domain)),
    ...policy.variables.map(variableLine),
    ...(policy.lock === undefined ? [] : [`lock:${policy.lock}`]),
  ];
  return `${lines.join("\n")}\n`;
};

const onOff = (value: boolean | undefined): string => (value === true ? "on" : "off");

/** A dollar sign of the policy is written twice, or it would begin a variable. */
const quote = (text: string): string => text.replaceAll("$", "$$$$");

const optionText = (name: string, value: boolean | number | string): string => {
  if (typeof value === "boolean") return onOff(value);
  if (value === "none") return findOption(name)?.none?.at(-1) ?? value;
  return name === "trace/force_umask" && typeof value === "number" ? value.toString(8) : namespaces(name, value);
};

/** The mask of kinds of namespaces as a list; other values as they are. */
const namespaces = (name: string, value: number | string): string => {
  if (name !== "trace/allow_unsafe_namespace" || typeof value === "string") return String(value);
  const kinds = Object.entries(NAMESPACE_FLAGS).filter(([, flag]) => (value & flag) !== 0);
  return kinds.length === 0 ? "none" : kinds.map(([kind]) => kind).join(",");
};

/** A pattern on one line: with an end of line in it, in hexadecimal. */
const printable = (pattern: string): string =>
  /[\r\n]/.test(pattern)
    ? Array.from(encodeUtf8(pattern), (byte) => byte.toString(16).padStart(2, "0")).join("")
    : pattern;

const field = (text: string): string => text.replaceAll(/[\\:]/g, (character) => `\\${character}`);

const maskText = ({ pattern, file, directory }: MaskRule): string =>
  [pattern, file, ...(directory === undefined ? [] : [directory])].map((text) => field(printable(text))).join(":");

const networkText = ({ address, prefix }: AddressRange): string => {
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0)).toString(16),
  );
  return `${address.length === 4 ? address.join(".") : groups.join(":")}/${prefix}`;
};

const listLine = (name: string, item: string): string => {
  if (name === "fs") return `${item.slice(0, item.indexOf(":"))}/fs+${item.slice(item.indexOf(":") + 1)}`;
  if (name.startsWith("lock/")) return `allow/${name}+${item}`;
  if (name === "domain") return `domain+@${item}`;
  if (name === "move") return moveLine(item);
  return `${name}${name.startsWith("cmd/") ? "!" : "+"}${item}`;
};

/** An item `@FROM/@TO/KIND:PATTERN` as the command that adds it. */
const moveLine = (item: string): string => {
  const from = item.indexOf("/");
  const colon = item.indexOf(":");
  return `${item.slice(0, from)}/move${item.slice(from, colon)}+${item.slice(colon + 1)}`;
};

const variableLine = (edit: VariableEdit): string => {
  if (edit.kind === "clear") return "clearenv";
  return edit.kind === "set" ? `setenv!${edit.name}=${quote(edit.value)}` : `unsetenv!${edit.name}`;
};
