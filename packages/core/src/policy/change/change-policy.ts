import { ERRNO } from "../../abi/index.ts";
import { CATEGORY_SETS, FACILITIES, type Facility } from "../category/category-set.ts";
import { PolicyError } from "../errors.ts";
import { parseInto } from "../parse/parse-policy.ts";
import type { PolicyContext } from "../parse/session.ts";
import type { Policy } from "../policy.ts";
import { isStaticCommand } from "./static-command.ts";

/** What came of a command at run time. */
export interface PolicyChange {
  /** The policy from now on; the one before is as it was. */
  readonly policy: Policy;
  /** Answer to a query; undefined for a command that changes something. */
  readonly answer?: boolean;
}

const fail = (text: string, errno: number, message: string): PolicyError =>
  new PolicyError({
    code: errno === ERRNO.EINVAL ? "ERR_POLICY_COMMAND" : "ERR_POLICY_LOCKED",
    errno,
    message,
    origin: { file: "command", line: 1, column: 1 },
    source: text,
  });

/**
 * Gives a command to a policy while the program runs. Whether the caller may do so is not judged here.
 * @throws {PolicyError} EINVAL for what is no command, EBUSY for what can be set at the start only, EPERM for what widens
 * a policy in the state `drop`, ENOENT when the policy is locked.
 */
export const changePolicy = (policy: Policy, text: string, context: PolicyContext): PolicyChange => {
  if (policy.lock === "on" || policy.lock === "read") throw fail(text, ERRNO.ENOENT, "the policy is locked");
  if (text.endsWith("?")) return { policy, answer: query(policy, text) };
  const next = policy.clone();
  parseInto(next, [{ kind: "line", text, name: "command" }], context);
  if (isStaticCommand(text)) throw fail(text, ERRNO.EBUSY, "this can be set before the program starts only");
  return { policy: next };
};

const query = (policy: Policy, text: string): boolean => {
  const [, family, name = ""] = /^(sandbox|unshare)\/(.+)\?$/.exec(text) ?? [];
  const categories = family === "sandbox" ? CATEGORY_SETS.get(name) : undefined;
  if (categories !== undefined) return categories.every((category) => policy.enabled[category]);
  if (family === "sandbox" && FACILITIES.some((facility) => facility === name))
    return policy.facilities[name as Facility];
  const option = `unshare/${name}`;
  if (family === "unshare" && isUnshare(option)) return policy.options.get(option)?.value === true;
  throw fail(text, ERRNO.EINVAL, "this cannot be asked");
};

const UNSHARE: ReadonlySet<string> = new Set(
  ["mount", "uts", "ipc", "user", "pid", "net", "cgroup", "time"].map((name) => `unshare/${name}`),
);

const isUnshare = (option: string): boolean => UNSHARE.has(option);
