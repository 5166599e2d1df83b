/** One thing that sbx uses of the kernel, as it was found by trying it. */
export interface Mechanism {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, such as a version. */
  readonly detail: string;
  /** What is worse without it. */
  readonly without: string;
}
