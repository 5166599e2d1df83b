import { parseNetwork } from "../../network/parse-pattern.ts";
import type { AddressRange } from "../../network/pattern.ts";
import type { Command } from "../command.ts";
import type { PolicyFile, Session } from "../session.ts";

const same = (left: AddressRange, right: AddressRange): boolean =>
  left.family === right.family && left.prefix === right.prefix && left.address.join() === right.address.join();

/** Reads `block+NET`, `block-NET`, `block^NET`, `block^` and `block!` (which joins networks: no effect on verdicts). */
export const readBlock = (session: Session, { operator, argument }: Command): void => {
  const { blocked } = session.policy;
  if (operator === "!") return;
  if (operator === "^" && argument.text === "") {
    blocked.length = 0;
    return;
  }
  const network = parseNetwork(argument);
  if (operator === "+") {
    blocked.push(network);
    return;
  }
  for (let index = blocked.length - 1; index >= 0; index--) {
    const candidate = blocked[index];
    if (candidate === undefined || !same(candidate, network)) continue;
    blocked.splice(index, 1);
    if (operator === "-") return;
  }
};

/** Reads a list of networks, one a line; `#` begins a comment. */
export const readBlockFile = (session: Session, file: PolicyFile): void => {
  for (const [index, raw] of file.text.split("\n").entries()) {
    const text = (raw.split("#", 1)[0] ?? "").trim();
    const line = { file: file.name, line: index + 1, text: raw };
    if (text !== "") session.policy.blocked.push(parseNetwork({ line, at: raw.indexOf(text), text, expanded: false }));
  }
};
