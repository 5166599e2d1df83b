import { hasDotdot, isPlainPath } from "../../path-text.ts";
import { refuseArgument, type Argument, type Problem } from "../source-line.ts";
import { splitFields } from "./fields.ts";

const bad = (argument: Argument, problem: Omit<Problem, "code">): Error =>
  refuseArgument(argument, 0, { code: "ERR_POLICY_VALUE", found: argument.text, ...problem });

const requirePath = (argument: Argument): void => {
  if (!isPlainPath(argument.text))
    throw bad(argument, { message: "the path must be absolute and without ..", expected: "an absolute path" });
};

const fieldsOf = (argument: Argument, least: number, most: number, expected: string): Argument[] => {
  const fields = splitFields(argument);
  if (fields.length < least || fields.length > most)
    throw bad(argument, { message: "wrong number of fields", expected });
  return fields;
};

/** Reads `SOURCE:TARGET[:OPTIONS]`. */
export const readBind = (argument: Argument): string => {
  const [source = argument, target = argument, options] = fieldsOf(argument, 2, 3, "bind+SOURCE:TARGET[:OPTIONS]");
  requirePath(target);
  if (source.text === "proc")
    throw bad(source, { message: "another proc cannot be mounted", expected: "a path or file system type" });
  if (source.text.startsWith("/")) requirePath(source);
  const chosen = (options?.text ?? "")
    .split(",")
    .filter((word) => ["noatime", "relatime", "strictatime"].includes(word));
  if (options !== undefined && chosen.length > 1)
    throw bad(options, { message: `${chosen.join(" and ")} exclude each other`, expected: "one of them" });
  return argument.text;
};

/** Reads `PATH[:MODE]`. */
export const readNode = (argument: Argument): string => {
  const [path = argument, mode] = fieldsOf(argument, 1, 2, "PATH[:MODE]");
  requirePath(path);
  if (mode !== undefined && !/^[0-7]{1,5}$/.test(mode.text))
    throw bad(mode, { message: "the mode is no octal number", expected: "mode bits in octal such as 0700" });
  return argument.text;
};

/** Reads `NEW:OLD`, both absolute. */
export const readLink = (argument: Argument): string => {
  for (const path of fieldsOf(argument, 2, 2, "link+NEW:OLD")) requirePath(path);
  return argument.text;
};

/** Reads `NEW:TEXT`: the text of a symbolic link may be relative. */
export const readSymlink = (argument: Argument): string => {
  const [target = argument, source = argument] = fieldsOf(argument, 2, 2, "symlink+NEW:TEXT");
  requirePath(target);
  if (source.text === "" || hasDotdot(source.text))
    throw bad(source, { message: "the text of the link is empty or contains ..", expected: "a path without .." });
  return argument.text;
};
