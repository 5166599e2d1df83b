import { nearestName } from "./nearest-name.ts";
import type { OptionRow } from "./option-row.ts";
import { HELP_OPTION } from "./option-row.ts";
import { UsageError } from "./usage-error.ts";

/** One option as it was given. */
export interface GivenOption {
  /** Long name, also where the short one was given. */
  readonly name: string;
  /** Its value; the empty text for a switch. */
  readonly value: string;
}

/** A command line taken apart: options in the order in which they were given, then the operands. */
export interface ParsedArguments {
  readonly options: readonly GivenOption[];
  readonly operands: readonly string[];
}

/** Whether options may follow an operand; `run` stops, so that the program's options are its own. */
export type OperandOrder = "options-first" | "mixed";

/**
 * Takes a command line apart. `--` ends the options; `--name=value`, `--name value`, `-nvalue`, `-n value` and clusters
 * of switches (`-qv`) are understood.
 * @throws {UsageError} for an unknown option (with the nearest known one), a missing or a needless value
 */
export function parseArguments(
  rows: readonly OptionRow[],
  args: readonly string[],
  order: OperandOrder,
): ParsedArguments {
  const reader = new ArgumentReader([...rows, HELP_OPTION], args);
  const operands: string[] = [];
  for (let argument = reader.next(); argument !== undefined; argument = reader.next()) {
    if (argument === "--") {
      operands.push(...reader.rest());
    } else if (argument.startsWith("--")) {
      reader.long(argument);
    } else if (argument.startsWith("-") && argument.length > 1) {
      reader.cluster(argument);
    } else {
      operands.push(argument);
      if (order === "options-first") operands.push(...reader.rest());
    }
  }
  return { options: reader.options, operands };
}

class ArgumentReader {
  readonly options: GivenOption[] = [];
  readonly #rows: readonly OptionRow[];
  readonly #args: readonly string[];
  #position = 0;

  constructor(rows: readonly OptionRow[], args: readonly string[]) {
    this.#rows = rows;
    this.#args = args;
  }

  next(): string | undefined {
    return this.#args[this.#position++];
  }

  rest(): readonly string[] {
    const rest = this.#args.slice(this.#position);
    this.#position = this.#args.length;
    return rest;
  }

  long(argument: string): void {
    const equals = argument.indexOf("=");
    const name = equals < 0 ? argument.slice(2) : argument.slice(2, equals);
    const row = this.#rows.find((candidate) => candidate.name === name);
    if (row === undefined) throw this.#unknown(`--${name}`, name);
    if (row.value === undefined) {
      if (equals >= 0) throw new UsageError(`option --${name} takes no value`);
      this.options.push({ name, value: "" });
    } else {
      this.options.push({ name, value: equals < 0 ? this.#value(row) : argument.slice(equals + 1) });
    }
  }

  cluster(argument: string): void {
    for (let index = 1; index < argument.length; index += 1) {
      const letter = argument[index] ?? "";
      const row = this.#rows.find((candidate) => candidate.short === letter);
      if (row === undefined) throw this.#unknown(`-${letter}`, argument.slice(1));
      if (row.value !== undefined) {
        const glued = argument.slice(index + 1);
        this.options.push({ name: row.name, value: glued === "" ? this.#value(row) : glued });
        return;
      }
      this.options.push({ name: row.name, value: "" });
    }
  }

  #value(row: OptionRow): string {
    const value = this.next();
    if (value === undefined) throw new UsageError(`option --${row.name} needs a value: --${row.name} ${row.value}`);
    return value;
  }

  #unknown(shown: string, name: string): UsageError {
    const near = nearestName(
      name,
      this.#rows.map((row) => row.name),
    );
    return new UsageError(`unknown option ${shown}`, near === undefined ? undefined : `did you mean --${near}?`);
  }
}

/** The last value given for an option, undefined where it was not given. */
export function lastValue(parsed: ParsedArguments, name: string): string | undefined {
  return parsed.options.findLast((option) => option.name === name)?.value;
}

/** Whether an option was given. */
export function isGiven(parsed: ParsedArguments, name: string): boolean {
  return parsed.options.some((option) => option.name === name);
}
