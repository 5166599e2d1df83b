import { nearest } from "./suggest.ts";
import { refuse, type Argument, type SourceLine } from "./source-line.ts";

/** Variables that policies may use; the caller gives them, SYD_HOME and its like included. */
export type Environment = Readonly<Record<string, string | undefined>>;

const NAME = /[A-Za-z0-9_]*/y;

const nameAt = (text: string, at: number): string => {
  NAME.lastIndex = at;
  return NAME.exec(text)?.[0] ?? "";
};

/**
 * Puts variables into the text of a line from `at` on: `$NAME`, `${NAME}`, `${NAME:-text}`; `$$` is a dollar sign. What
 * was put in is not looked at again.
 * @throws {PolicyError} EINVAL for a variable that is not set and has no default, and for an open brace.
 */
export const expandArgument = (line: SourceLine, at: number, environment: Environment): Argument => {
  const raw = line.text;
  let dollar = raw.indexOf("$", at);
  if (dollar < 0) return { line, at, text: raw.slice(at), expanded: false };
  let text = "";
  let from = at;
  while (dollar >= 0) {
    const piece = pieceAt(line, dollar, environment);
    text += raw.slice(from, dollar) + piece.text;
    from = piece.end;
    dollar = raw.indexOf("$", from);
  }
  return { line, at, text: text + raw.slice(from), expanded: true };
};

interface Piece {
  readonly text: string;
  readonly end: number;
}

const pieceAt = (line: SourceLine, dollar: number, environment: Environment): Piece => {
  const raw = line.text;
  if (raw[dollar + 1] === "$") return { text: "$", end: dollar + 2 };
  if (raw[dollar + 1] === "{") return bracedAt(line, dollar, environment);
  const name = nameAt(raw, dollar + 1);
  if (name === "") return { text: "$", end: dollar + 1 };
  return { text: valueOf(line, dollar, name, environment), end: dollar + 1 + name.length };
};

const bracedAt = (line: SourceLine, dollar: number, environment: Environment): Piece => {
  const raw = line.text;
  const name = nameAt(raw, dollar + 2);
  const behind = dollar + 2 + name.length;
  const close = raw.indexOf("}", behind);
  const plain = close === behind;
  if (name === "" || close < 0 || !(plain || raw.startsWith(":-", behind)))
    throw refuse(line, dollar, {
      code: "ERR_POLICY_VARIABLE",
      message: "a brace that does not hold a variable",
      found: close < 0 ? raw.slice(dollar) : raw.slice(dollar, close + 1),
      expected: "${NAME} or ${NAME:-text}",
      suggestion: "write $$ for a dollar sign",
    });
  const text = plain
    ? valueOf(line, dollar, name, environment)
    : (valueIn(environment, name) ?? raw.slice(behind + 2, close));
  return { text, end: close + 1 };
};

const valueIn = (environment: Environment, name: string): string | undefined =>
  Object.hasOwn(environment, name) ? environment[name] : undefined;

const valueOf = (line: SourceLine, at: number, name: string, environment: Environment): string => {
  const value = valueIn(environment, name);
  if (value !== undefined) return value;
  const known = nearest(name, Object.keys(environment));
  throw refuse(line, at, {
    code: "ERR_POLICY_VARIABLE",
    message: `the variable ${name} is not set`,
    found: name,
    expected: "a variable that is set, or one with a default",
    suggestion: known === undefined ? `\${${name}:-text}` : `$${known}`,
  });
};
