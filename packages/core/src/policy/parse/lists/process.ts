import { ERRNO } from "../../../abi/index.ts";
import { refuseArgument, type Argument } from "../source-line.ts";

/** Ids up to these belong to the system: nothing may be changed to them. */
const SYSTEM_IDS = { setuid: 11, setgid: 14 } as const;

/** Makes the reader of `FROM:TO` of `setuid` or `setgid`. */
export const readTransition =
  (name: keyof typeof SYSTEM_IDS) =>
  (argument: Argument): string => {
    const [, to] = /^[0-9]+:([0-9]+)$/.exec(argument.text) ?? [];
    if (to !== undefined && Number(to) > SYSTEM_IDS[name]) return argument.text;
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: to === undefined ? "a transition is two numbers" : `${to} is the id of a system account`,
      found: argument.text,
      expected: `${name}+FROM:TO, TO above ${SYSTEM_IDS[name]}`,
    });
  };

/** Reads the id from which a transition leads. */
export const readTransitionSource = (argument: Argument): string => {
  if (/^[0-9]+(?::[0-9]+)?$/.test(argument.text)) return argument.text;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: "a transition is two numbers",
    found: argument.text,
    expected: "FROM:TO, or FROM for all of it",
  });
};

const STREAMS: ReadonlySet<string> = new Set(["stdio", "stdin", "stdout", "stderr"]);

/** Makes the reader of one item of `passfd` or `nullfd`: a number, a stream, and with `ranges` also `N-M` and `all`. */
export const readDescriptor =
  (ranges: boolean) =>
  (argument: Argument): string => {
    const { text } = argument;
    const [, first, last] = /^([0-9]{1,9})(?:-([0-9]{1,9}))?$/.exec(text) ?? [];
    const number = first !== undefined && (last === undefined || (ranges && Number(first) <= Number(last)));
    if (number || STREAMS.has(text) || (ranges && text === "all")) return text;
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_VALUE",
      message: `"${text}" names no descriptor`,
      found: text,
      expected: `a number, ${[...STREAMS].join(", ")}${ranges ? ", N-M or all" : ""}`,
    });
  };

/** Reads the name of a variable, or a pattern for names, that is none of our own. */
export const readVariable = (argument: Argument): string => {
  const { text } = argument;
  if (text !== "" && !text.startsWith("SYD_") && !text.includes("=")) return text;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_VALUE",
    message: text === "" ? "the name of the variable is missing" : `${text} cannot be passed`,
    found: text,
    expected: "the name of a variable that does not begin with SYD_",
  });
};

const DOMAIN = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Reads the name of a domain, without its `@`. @throws {PolicyError} EILSEQ; ENAMETOOLONG above 16 letters. */
export const readDomainName = (argument: Argument): string => {
  const { text } = argument;
  if (text.length <= 16 && DOMAIN.test(text)) return text;
  throw refuseArgument(argument, 0, {
    code: "ERR_POLICY_DOMAIN",
    errno: text.length > 16 ? ERRNO.ENAMETOOLONG : ERRNO.EILSEQ,
    message: `"${text}" is no name of a domain`,
    found: text,
    expected: "a letter, then letters, digits and _, at most 16 in all",
  });
};
