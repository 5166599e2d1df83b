/** One value of `e_machine`. */
export interface MachineRow {
  readonly number: number;
  readonly symbol: string;
  readonly name: string;
}
