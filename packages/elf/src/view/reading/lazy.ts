/** A value computed when it is first asked for. When computing throws, it throws again each time. */
export class Lazy<T> {
  readonly #compute: () => T;
  #held: { readonly value: T } | null = null;

  constructor(compute: () => T) {
    this.#compute = compute;
  }

  get value(): T {
    this.#held ??= { value: this.#compute() };
    return this.#held.value;
  }
}
