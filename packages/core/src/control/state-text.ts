import { CATEGORIES, FACILITIES, printPolicy, type Policy } from "../policy/index.ts";

/** Files in which the policy shows itself, by what follows the name of the device. */
export type StateFile = "" | ".sh" | ".el";

const SHELL = `# Gives commands to the policy: esyd COMMAND...
esyd() {
  for esyd_command; do
    test -c "/dev/syd/$esyd_command" || return 1
  done
}
`;

const LISP = `;;; Gives a command to the policy.
(defun esyd (command) (and (file-attributes (concat "/dev/syd/" command)) t))
`;

/** The text of one of those files. */
export function stateText(policy: Policy, file: StateFile): string {
  if (file === ".sh") return SHELL;
  return file === ".el" ? LISP : `${JSON.stringify(state(policy))}\n`;
}

function state(policy: Policy): Readonly<Record<string, unknown>> {
  const categories = CATEGORIES.map((name, index) => [name, policy.enabled[index] === true] as const);
  const facilities = FACILITIES.map((name) => [name, policy.facilities[name]] as const);
  return {
    lock: policy.lock ?? "on",
    sandbox: Object.fromEntries([...categories, ...facilities]),
    policy: printPolicy(policy).trimEnd().split("\n"),
  };
}
