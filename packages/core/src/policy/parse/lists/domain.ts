import { ERRNO } from "../../../abi/index.ts";
import type { Session } from "../session.ts";
import { refuseArgument, sliceArgument, type Argument } from "../source-line.ts";
import { readDomainName } from "./process.ts";

/** The list in which domains are kept, as `NAME` or `NAME:SEED`. */
export const DOMAIN_LIST = "domain";

const MOST_DOMAINS = 64;

const missing = (argument: Argument, message: string): Error =>
  refuseArgument(argument, 0, {
    code: "ERR_POLICY_DOMAIN",
    message,
    found: argument.text,
    expected: "@NAME",
  });

/** Reads `@NAME` or `@NAME:SEED` of `domain+` and `domain-`. */
export const readDomain =
  (session: Session, adding: boolean) =>
  (argument: Argument): string => {
    if (!argument.text.startsWith("@")) throw missing(argument, "the name of a domain begins with @");
    const colon = argument.text.indexOf(":");
    const name = readDomainName(sliceArgument(argument, 1, colon < 0 ? argument.text.length : colon));
    if (name === "default")
      throw refuseArgument(argument, 0, {
        code: "ERR_POLICY_DOMAIN",
        errno: adding ? ERRNO.EEXIST : ERRNO.EPERM,
        message: adding ? "the domain default exists" : "the domain default cannot be removed",
        found: "@default",
      });
    if (adding && (session.policy.lists.get(DOMAIN_LIST)?.length ?? 0) >= MOST_DOMAINS - 1)
      throw refuseArgument(argument, 0, {
        code: "ERR_POLICY_DOMAIN",
        errno: ERRNO.ENOSPC,
        message: `there can be ${MOST_DOMAINS} domains`,
      });
    return argument.text.slice(1);
  };

/** Refuses the name of a domain that is not defined. */
export const requireDomain = (session: Session, argument: Argument): string => {
  const name = readDomainName(argument);
  const items = session.policy.lists.get(DOMAIN_LIST) ?? [];
  if (name === "default" || items.some(({ item }) => item === name || item.startsWith(`${name}:`))) return name;
  throw missing(argument, `there is no domain "${name}"`);
};
