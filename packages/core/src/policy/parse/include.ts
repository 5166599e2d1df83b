import { expandArgument } from "./expand.ts";
import { refuseArgument, type SourceLine } from "./source-line.ts";
import type { Session } from "./session.ts";
import { nearest } from "./suggest.ts";

/** Reads the profile that is named from `at` on. A name that is none of a profile may be several of one letter each. */
export const readProfile = (session: Session, line: SourceLine, at: number): void => {
  const argument = expandArgument(line, at, session.context.environment);
  const name = argument.text;
  const { profileText } = session.context;
  const whole = profileText?.(name);
  if (whole !== undefined) return session.readText(`profile ${name}`, whole);
  const stack = [...name].map((letter) => ({ letter, text: profileText?.(letter) }));
  if (name === "" || stack.some(({ text }) => text === undefined))
    throw refuseArgument(argument, 0, {
      code: "ERR_POLICY_PROFILE",
      message: name === "" ? "the name of the profile is missing" : `there is no profile "${name}"`,
      found: name,
      expected: "the name of a built-in profile",
      suggestion: nearest(name, session.context.profileNames ?? []),
    });
  for (const { letter, text } of stack) session.readText(`profile ${letter}`, text ?? "");
};
