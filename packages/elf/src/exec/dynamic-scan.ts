import { DF, DF_1, DT } from "../constants/dynamic.ts";
import type { ByteReader } from "../reader.ts";

/** Gathers the facts of a dynamic section that need no string table. As in ld.so, the last entry of a tag counts. */
export class DynamicScan {
  needed = 0;
  rpath = false;
  runpath = false;
  #bindNowEntry = false;
  #textrelEntry = false;
  #flags = 0;
  #flags1 = 0;

  /** Lazy binding is off. */
  get bindNow(): boolean {
    return this.#bindNowEntry || (this.#flags & DF.BIND_NOW) !== 0 || (this.#flags1 & DF_1.NOW) !== 0;
  }

  get textrel(): boolean {
    return this.#textrelEntry || (this.#flags & DF.TEXTREL) !== 0;
  }

  /** Reads entries from `at` up to `DT_NULL` or the last whole entry before `end`; tells whether `DT_NULL` came. */
  scan(reader: ByteReader, at: number, end: number): boolean {
    const word = reader.wide ? 8 : 4;
    const flags = reader.wide && !reader.little ? 12 : word;
    for (let place = at; place + 2 * word <= end; place += 2 * word) {
      const tag = reader.word(place);
      if (tag === DT.NULL) return true;
      if (tag === DT.NEEDED) this.needed++;
      else if (tag === DT.FLAGS) this.#flags = reader.u32(place + flags);
      else if (tag === DT.FLAGS_1) this.#flags1 = reader.u32(place + flags);
      else if (tag === DT.BIND_NOW) this.#bindNowEntry = true;
      else if (tag === DT.TEXTREL) this.#textrelEntry = true;
      else if (tag === DT.RPATH) this.rpath = true;
      else if (tag === DT.RUNPATH) this.runpath = true;
    }
    return false;
  }
}
