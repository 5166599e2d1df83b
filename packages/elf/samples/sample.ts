import { ByteWriter } from "./byte-writer.ts";
import type { SampleOptions } from "./sample-options.ts";

/** A part of the sample: its bytes, and once laid out its place. */
export interface Part {
  readonly name: string;
  readonly type: number;
  readonly bytes: Uint8Array;
  readonly link?: string;
  readonly info?: number;
  readonly entsize?: number;
  /** Loaded parts have addresses. */
  readonly loaded: boolean;
  offset: number;
}

/** A sample in the making: its parts, laid out one after another. */
export class Sample {
  readonly options: SampleOptions;
  readonly parts: Part[] = [];
  readonly base: number;

  constructor(options: SampleOptions) {
    this.options = options;
    this.base = options.type === 2 ? 0x40_0000 : 0;
  }

  get word(): number {
    return this.options.wide ? 8 : 4;
  }

  writer(): ByteWriter {
    return new ByteWriter(this.options);
  }

  add(part: Omit<Part, "offset">): void {
    this.parts.push({ ...part, offset: 0 });
  }

  part(name: string): Part {
    const part = this.parts.find((candidate) => candidate.name === name);
    if (part === undefined) throw new Error(`no part ${name}`);
    return part;
  }

  address(name: string): number {
    return this.base + this.part(name).offset;
  }
}
