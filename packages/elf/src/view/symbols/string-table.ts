import { PageDecoder } from "../../byte-string.ts";
import { ElfError } from "../../errors.ts";
import type { FileBytes } from "../reading/file-bytes.ts";

/** Large enough that engines never move a page's string around. */
const PAGE = 1 << 17;

/** A page is searched for NULs so many times its size before it gets an index of them. */
const SEARCHES = 16;

function indexNuls(text: string): Uint32Array {
  const nuls: number[] = [];
  for (let at = text.indexOf("\0"); at !== -1; at = text.indexOf("\0", at + 1)) nuls.push(at);
  return Uint32Array.from(nuls);
}

/** The first entry at or above `start`, or -1. */
function firstFrom(nuls: Uint32Array, start: number): number {
  let low = 0;
  let high = nuls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nuls[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return nuls[low] ?? -1;
}

/** One page of a table as a string. */
class Page {
  readonly text: string;
  #searched = 0;
  #nuls: Uint32Array | null = null;

  constructor(text: string) {
    this.text = text;
  }

  /** The first NUL at or after `start`, or -1. A table made to be slow, of long names used again and again, is indexed. */
  nextNul(start: number): number {
    if (this.#nuls !== null) return firstFrom(this.#nuls, start);
    const found = this.text.indexOf("\0", start);
    this.#searched += (found === -1 ? this.text.length : found) - start;
    if (this.#searched > SEARCHES * this.text.length) this.#nuls = indexNuls(this.text);
    return found;
  }
}

/** NUL-terminated names. Pages are read when a name in them is asked for, and a name is a slice of its page. */
export class StringTable {
  /** Where the table is in the file, in bytes. */
  readonly offset: number;
  /** Bytes of the table. */
  readonly size: number;
  readonly #file: FileBytes;
  readonly #field: string;
  readonly #decoder = new PageDecoder();
  readonly #pages: (Page | undefined)[] = [];

  /** @throws `ERR_ELF_TRUNCATED` unless the whole table is in the file. */
  constructor(file: FileBytes, offset: number, size: number, field: string) {
    file.require(offset, size, field);
    this.offset = offset;
    this.size = size;
    this.#file = file;
    this.#field = field;
  }

  /**
   * Reads the name that starts at `at`.
   *
   * @throws `ERR_ELF_TRUNCATED` outside the table or without a NUL before its end; `ERR_ELF_LIMIT` for a longer name than `limits.nameBytes`
   */
  at(at: number): string {
    if (at >= this.size) this.#fail(at, "ERR_ELF_TRUNCATED", this.size, `an offset below ${this.size}`);
    const page = this.#page(Math.floor(at / PAGE));
    const start = at % PAGE;
    const end = page.nextNul(start);
    return end === -1 ? this.#across(at) : page.text.slice(start, end);
  }

  /** A name that does not end in the page in which it starts. */
  #across(at: number): string {
    let name = "";
    for (let place = at; place < this.size; ) {
      const page = this.#page(Math.floor(place / PAGE));
      const start = place % PAGE;
      const end = page.nextNul(start);
      if (end !== -1) return name + page.text.slice(start, end);
      name += page.text.slice(start);
      place += PAGE - start;
      if (name.length > this.#file.limits.nameBytes) {
        this.#fail(at, "ERR_ELF_LIMIT", name.length, `at most ${this.#file.limits.nameBytes} bytes`);
      }
    }
    this.#fail(at, "ERR_ELF_TRUNCATED", name.length, "a name that ends inside the table");
  }

  #page(index: number): Page {
    const known = this.#pages[index];
    if (known !== undefined) return known;
    const start = index * PAGE;
    const bytes = this.#file.bytes(this.offset + start, Math.min(PAGE, this.size - start), this.#field);
    const page = new Page(this.#decoder.text(bytes));
    this.#pages[index] = page;
    return page;
  }

  #fail(at: number, code: "ERR_ELF_TRUNCATED" | "ERR_ELF_LIMIT", found: number, expected: string): never {
    throw new ElfError({ code, offset: this.offset + at, field: this.#field, found, expected });
  }
}
