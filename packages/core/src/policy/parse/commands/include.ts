import { ERRNO } from "../../../abi/index.ts";
import { PolicyError } from "../../errors.ts";
import { readBlockFile } from "./block.ts";
import { expandArgument } from "../expand.ts";
import type { PolicyFile, Session } from "../session.ts";
import { refuse, refuseArgument, type Argument, type SourceLine } from "../source-line.ts";
import { nearest } from "../suggest.ts";

const LIST_FILE = /\.(?:ipset|netset)$/;

/** Reads the profile that is named from `at` on. A name that is none of a profile may be several of one letter each. */
export const readProfile = (session: Session, line: SourceLine, at: number): void => {
  const argument = expandArgument(line, at, session.environment);
  const name = argument.text;
  const { profileText } = session.context;
  const whole = profileText?.(name);
  if (whole !== undefined) return readOnce(session, argument, { name: `profile ${name}`, text: whole });
  const stack = [...name].map((letter) => ({ name: `profile ${letter}`, text: profileText?.(letter) }));
  for (const { text } of name === "" ? [{ text: undefined }] : stack)
    if (text === undefined)
      throw refuseArgument(argument, 0, {
        code: "ERR_POLICY_PROFILE",
        message: name === "" ? "the name of the profile is missing" : `there is no profile "${name}"`,
        found: name,
        expected: "the name of a built-in profile",
        suggestion: nearest(name, session.context.profileNames ?? []),
      });
  for (const profile of stack) readOnce(session, argument, { name: profile.name, text: profile.text ?? "" });
};

/** Reads the file that is named from `at` on, in the place of the line. */
export const readInclude = (session: Session, line: SourceLine, at: number): void => {
  const argument = expandArgument(line, at, session.environment);
  const read = session.context.readPolicyFile;
  if (read === undefined)
    throw refuse(line, 0, { code: "ERR_POLICY_INCLUDE", message: "files cannot be included here" });
  if (argument.text === "")
    throw refuse(line, at, {
      code: "ERR_POLICY_INCLUDE",
      message: "the name of the file is missing",
      expected: "include FILE",
    });
  const file = readFile(argument, () => read(argument.text, line.file));
  if (LIST_FILE.test(file.name)) readBlockFile(session, file);
  else readOnce(session, argument, file);
};

const readFile = (argument: Argument, read: () => PolicyFile): PolicyFile => {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof PolicyError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_INCLUDE",
      errno: errnoIn(cause),
      message: `${argument.text} cannot be included: ${reason}`,
      found: argument.text,
      cause,
    });
  }
};

/** The number in an error of the system: Node has it negative in `errno`. */
const errnoIn = (cause: unknown): number =>
  typeof cause === "object" && cause !== null && "errno" in cause && typeof cause.errno === "number"
    ? Math.abs(cause.errno)
    : ERRNO.EINVAL;

const readOnce = (session: Session, argument: Argument, file: PolicyFile): void => {
  if (session.open.includes(file.name))
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_INCLUDE",
      errno: ERRNO.ELOOP,
      message: `${file.name} includes itself: ${[...session.open, file.name].join(" → ")}`,
      found: argument.text,
    });
  session.readText(file.name, file.text);
};
