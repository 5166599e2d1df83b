import { readBlock } from "./block.ts";
import type { Command } from "../command.ts";
import { DOMAIN_LIST, readDomain, requireDomain } from "../lists/domain.ts";
import { setVariable, unsetVariable } from "../lists/environment.ts";
import { readForce, readForcePath } from "../lists/force.ts";
import { readList, TEXT_LIST, type ListShape } from "../lists/list.ts";
import { readMask } from "../lists/mask.ts";
import { readBind, readLink, readNode, readSymlink } from "../lists/mount.ts";
import { readDescriptor, readTransition, readTransitionSource, readVariable } from "../lists/process.ts";
import type { Session } from "../session.ts";
import { sliceArgument, type Argument } from "../source-line.ts";

/** How a command is read that has a name of its own and no value in the options table. */
export interface NamedCommand {
  /** The operators that it takes. */
  readonly operators: string;
  readonly example: string;
  readonly read: (session: Session, command: Command) => void;
}

const listed = (shape: ListShape, example: string): NamedCommand => ({
  operators: "+-^",
  example,
  read: (session, command) => readList(session, command, shape),
});

const mounts = (name: string, read: ListShape["read"], example: string): readonly [string, NamedCommand][] => [
  [name, listed({ commas: false, read }, `${name}+${example}`)],
  [`${name}-try`, listed({ commas: false, read }, `${name}-try+${example}`)],
];

/** A command that is carried out: what it was given is kept in order under its name. */
const carriedOut = (example: string, read: (session: Session, argument: Argument) => string): NamedCommand => ({
  operators: "!",
  example,
  read: (session, command) =>
    readList(session, { ...command, operator: "+" }, { commas: false, read: (item) => read(session, item) }),
});

const readDomains = (session: Session, command: Command): void =>
  readList(session, command, { commas: false, read: readDomain(session, command.operator === "+") });

const readMove = (session: Session, argument: Argument): string =>
  requireDomain(session, argument.text.startsWith("@") ? sliceArgument(argument, 1) : argument);

/** Commands with a list or an effect of their own, by name. */
export const NAMED_COMMANDS: ReadonlyMap<string, NamedCommand> = new Map<string, NamedCommand>([
  ["mask", { operators: "+-^", example: "mask+/path", read: readMask }],
  ["block", { operators: "+-^!", example: "block+192.0.2.0/24", read: readBlock }],
  ["force", listed({ commas: false, read: readForce, readRemoved: readForcePath }, "force+/path:sha256:HEX")],
  [
    "setuid",
    listed({ commas: false, read: readTransition("setuid"), readRemoved: readTransitionSource }, "setuid+1000:1001"),
  ],
  [
    "setgid",
    listed({ commas: false, read: readTransition("setgid"), readRemoved: readTransitionSource }, "setgid+1000:1001"),
  ],
  ...mounts("bind", readBind, "/from:/to:ro"),
  ...mounts("mkdir", readNode, "/path:0700"),
  ...mounts("mkfile", readNode, "/path:0400"),
  ...mounts("mkfifo", readNode, "/path:0600"),
  ...mounts("link", readLink, "/new:/old"),
  ...mounts("symlink", readSymlink, "/new:text"),
  ["passenv", listed({ commas: false, read: readVariable }, "passenv+LC_*")],
  ["passfd", listed({ commas: true, read: readDescriptor(true) }, "passfd+3")],
  ["nullfd", listed({ commas: true, read: readDescriptor(false) }, "nullfd+0")],
  [DOMAIN_LIST, { operators: "+-^", example: "domain+@name", read: readDomains }],
  ["setenv", { operators: "!", example: "setenv!NAME=VALUE", read: setVariable }],
  ["unsetenv", { operators: "!", example: "unsetenv!NAME", read: unsetVariable }],
  ["cmd/move", carriedOut("cmd/move!name", readMove)],
  ["cmd/exec", carriedOut("cmd/exec!PROGRAM", (_, item) => TEXT_LIST.read(item))],
]);
