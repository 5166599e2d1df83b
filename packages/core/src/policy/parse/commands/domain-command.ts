import { parseNetworkPattern } from "../../network/parse-pattern.ts";
import { findOption } from "../../options/options.ts";
import { Policy } from "../../policy.ts";
import { expandArgument } from "../expand.ts";
import { requireDomain } from "../lists/domain.ts";
import { readList } from "../lists/list.ts";
import { requireNarrowing } from "./lock.ts";
import { parsePathPattern } from "../path-pattern.ts";
import { operatorAt } from "./rule.ts";
import type { Session } from "../session.ts";
import { refuse, type Argument, type SourceLine } from "../source-line.ts";
import { nearest } from "../suggest.ts";

/** Reads a command, whatever family it is of. */
type CommandReader = (session: Session, line: SourceLine) => void;

const argumentOf = (line: SourceLine, start: number, end: number): Argument => ({
  line,
  at: start,
  text: line.text.slice(start, end),
  expanded: false,
});

/** Where the name of a domain that begins at `at` ends: at the slash behind it. */
const endOfDomain = (line: SourceLine, at: number): number => {
  const slash = line.text.indexOf("/", at);
  if (slash >= 0) return slash;
  throw refuse(line, line.text.length, {
    code: "ERR_POLICY_DOMAIN",
    message: "the command for the domain is missing",
    expected: "@NAME/COMMAND",
  });
};

/** Reads `@NAME/COMMAND` and `[@FROM/]move/@TO/KIND+PATTERN`. */
export const readDomainCommand = (session: Session, line: SourceLine, read: CommandReader): void => {
  const prefixed = line.text.startsWith("@");
  const end = prefixed ? endOfDomain(line, 1) : -1;
  const domain = prefixed ? requireDomain(session, argumentOf(line, 1, end)) : "default";
  const behind = end + 1;
  if (line.text.startsWith("move/", behind)) return readMove(session, line, behind + 5, domain);
  requireDynamic(line, behind);
  if (domain === "default") return readPart(session, line, behind, read);
  const policy = session.policy.domains.get(domain) ?? new Policy();
  session.policy.domains.set(domain, policy);
  policy.lock = session.policy.lock;
  readPart({ ...session, policy }, line, behind, read);
  policy.lock = undefined;
};

/** Reads the command behind the prefix, and moves the place of an error to where it is in the whole line. */
const readPart = (session: Session, line: SourceLine, at: number, read: CommandReader): void =>
  read(session, { ...line, text: line.text.slice(at), indent: at, whole: line.text });

const GLOBAL =
  /^(?:lock|l$|log\/|ipc|timeout|domain|include|dump|stat|set|unset|clearenv|passenv|passfd|nullfd|cmd\/|bind|mk|link|symlink|@)/;

/** Refuses commands that concern the whole run: they have no domain. */
const requireDynamic = (line: SourceLine, at: number): void => {
  const command = line.text.slice(at);
  const name = command.split(/[:+^!?]/, 1)[0] ?? command;
  if (!GLOBAL.test(command) && findOption(name)?.when !== "start") return;
  throw refuse(line, at, {
    code: "ERR_POLICY_DOMAIN",
    message: `${name} concerns the whole run: it has no domain`,
    found: name,
    expected: "a rule, a switch, a default or an option that may change at run time",
    suggestion: command,
  });
};

const KINDS = ["exit", "exec", "chdir", "mmap", "bind", "connect", "accept"] as const;

/** Kinds that match addresses. */
const ADDRESSED: ReadonlySet<string> = new Set(["bind", "connect", "accept"]);

const readMove = (session: Session, line: SourceLine, at: number, from: string): void => {
  const end = endOfDomain(line, at);
  if (line.text[at] !== "@")
    throw refuse(line, at, {
      code: "ERR_POLICY_DOMAIN",
      message: "the name of a domain begins with @",
      expected: "move/@TO/KIND+PATTERN",
    });
  const to = requireDomain(session, argumentOf(line, at + 1, end));
  const kind = KINDS.find(
    (name) => line.text.startsWith(name, end + 1) && "+-^".includes(line.text[end + 1 + name.length] ?? "?"),
  );
  if (kind === undefined) {
    const found = line.text.slice(end + 1).split(/[+\-^]/, 1)[0] ?? "";
    throw refuse(line, end + 1, {
      code: "ERR_POLICY_DOMAIN",
      message: `there is no kind of move "${found}"`,
      found,
      expected: KINDS.join(", "),
      suggestion: nearest(found, KINDS),
    });
  }
  requireNarrowing(session, line, false);
  const operator = operatorAt(line, end + 1 + kind.length, "+-^", `${line.text}+/path`);
  const argument = expandArgument(line, end + 2 + kind.length, session.environment);
  const read = (item: Argument): string => `@${from}/@${to}/${kind}:${patternText(kind, item)}`;
  readList(session, { line, at: 0, name: "move", operator, argument }, { commas: false, read });
};

const patternText = (kind: string, item: Argument): string => {
  if (!ADDRESSED.has(kind) || /^[/@!]/.test(item.text)) return parsePathPattern(item).text;
  const parsed = parseNetworkPattern(item);
  return parsed.kind === "address" ? parsed.text : parsePathPattern(parsed.argument).text;
};
