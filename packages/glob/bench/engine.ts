import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/**
 * An engine in a process of its own: engines do not share a heap, a branch predictor's habits or type feedback. The process
 * lives through all rounds, and the one that starts it never times anything itself.
 */
export class Engine {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(name: string, command: readonly string[]) {
    this.name = name;
    const [file, ...args] = command;
    this.#process = spawn(file!, args, { stdio: ["pipe", "pipe", "inherit"] });
    this.#lines = createInterface({ input: this.#process.stdout! })[Symbol.asyncIterator]();
  }

  /** Sends a line; answers the line that comes back, split at blanks. */
  async ask(question: string): Promise<readonly string[]> {
    this.#process.stdin!.write(`${question}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Error(`${this.name} ended`);
    return String(value).split(" ");
  }

  /** Time of one pass in nanoseconds. */
  async time(): Promise<number> {
    return Number((await this.ask("t"))[0]);
  }

  close(): void {
    this.#process.stdin!.end();
  }
}

/** All times of an engine, by round. */
export type Rounds = ReadonlyMap<string, readonly number[]>;

/** Lets the engines take turns. */
export async function interleave(engines: readonly Engine[], rounds: number): Promise<Rounds> {
  const times = new Map<string, number[]>(engines.map(({ name }) => [name, []]));
  for (const engine of engines) await engine.time();
  for (let round = 0; round < rounds; round++) {
    // Another order every time: nobody always runs behind the same neighbour.
    for (let i = 0; i < engines.length; i++) {
      const engine = engines[(i + round) % engines.length]!;
      times.get(engine.name)!.push(await engine.time());
    }
  }
  return times;
}
