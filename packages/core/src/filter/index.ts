export type { FilterContext } from "../syscalls/context.ts";
export { compileFilter } from "./compile.ts";
export { simulate } from "./simulate.ts";
export type { SimulatedCall, SimulatedResult } from "./simulate.ts";
