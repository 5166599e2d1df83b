import { byteString } from "../byte-string.ts";
import { ElfError } from "../errors.ts";
import type { FileBytes } from "./file-bytes.ts";

const PAGE = 1 << 14;

/** One page of a table: its bytes as a string, and where its NULs are. */
interface Page {
  readonly text: string;
  readonly nuls: Uint16Array;
}

function makePage(bytes: Uint8Array): Page {
  let count = 0;
  for (const byte of bytes) if (byte === 0) count++;
  const nuls = new Uint16Array(count);
  let at = 0;
  for (let index = 0; index < bytes.length; index++) if (bytes[index] === 0) nuls[at++] = index;
  return { text: byteString(bytes, 0, bytes.length), nuls };
}

/** The first NUL at or after `start`, or -1: a binary search, so no table makes a look-up slow. */
function nextNul(nuls: Uint16Array, start: number): number {
  let low = 0;
  let high = nuls.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (nuls[middle]! < start) low = middle + 1;
    else high = middle;
  }
  return low < nuls.length ? nuls[low]! : -1;
}

/** NUL-terminated names. Pages are read when a name in them is asked for, and a name is a slice of its page. */
export class StringTable {
  /** Where the table is in the file, in bytes. */
  readonly offset: number;
  /** Bytes of the table. */
  readonly size: number;
  readonly #file: FileBytes;
  readonly #field: string;
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
    let name = "";
    for (let place = at; place < this.size; ) {
      const page = this.#page(Math.floor(place / PAGE));
      const start = place % PAGE;
      const end = nextNul(page.nuls, start);
      if (end !== -1) return name === "" ? page.text.slice(start, end) : name + page.text.slice(start, end);
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
    const page = makePage(this.#file.bytes(this.offset + start, Math.min(PAGE, this.size - start), this.#field));
    this.#pages[index] = page;
    return page;
  }

  #fail(at: number, code: "ERR_ELF_TRUNCATED" | "ERR_ELF_LIMIT", found: number, expected: string): never {
    throw new ElfError({ code, offset: this.offset + at, field: this.#field, found, expected });
  }
}
