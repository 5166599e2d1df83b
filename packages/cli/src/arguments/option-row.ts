/** One option of a command: parser, help page and completion follow from the row. */
export interface OptionRow {
  /** Long name, without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What stands for the value in the help page; an option without it is a switch. */
  readonly value?: string;
  /** One phrase for the help page. */
  readonly help: string;
}

/** One command: its rows, its help page. */
export interface CommandHelp {
  readonly usage: string;
  readonly summary: string;
  readonly options: readonly OptionRow[];
  readonly examples: readonly string[];
  /** Paragraphs that stand below the options. */
  readonly notes?: readonly string[];
}

/** The option that every command has. */
export const HELP_OPTION: OptionRow = { name: "help", short: "h", help: "print this page" };
