/** Powers of two, as in AFL: running a loop 5 or 6 times is the same, 5 or 50 is not. */
function bucket(count: number): number {
  return count === 0 ? 0 : 1 << Math.min(7, 31 - Math.clz32(count));
}

/** The inputs that reached something new, and what has been reached. */
export class Corpus {
  readonly inputs: Uint8Array[] = [];
  readonly #seen: Uint8Array;

  constructor(edges: number) {
    this.#seen = new Uint8Array(edges);
  }

  /** Number of edges reached so far. */
  get reached(): number {
    return this.#seen.reduce((sum, seen) => sum + (seen === 0 ? 0 : 1), 0);
  }

  /** Takes an input whose run reached an edge, or a number of times, for the first time. */
  offer(input: Uint8Array, edges: Uint32Array): boolean {
    let isNew = false;
    for (let edge = 0; edge < edges.length; edge++) {
      const count = edges[edge]!;
      if (count === 0) continue;
      const bit = bucket(count);
      if ((this.#seen[edge]! & bit) !== 0) continue;
      this.#seen[edge] = this.#seen[edge]! | bit;
      isNew = true;
    }
    if (isNew) this.inputs.push(input);
    return isNew;
  }
}
