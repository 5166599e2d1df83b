export { ARG_KINDS } from "./arg-kinds.ts";
export type { ArgKind, ArgKindName } from "./arg-kinds.ts";
export type { FilterContext } from "./context.ts";
export { describeRow } from "./describe-row.ts";
export type { RowLine } from "./describe-row.ts";
export { dispatchTable, FOREIGN_CALL } from "./dispatch.ts";
export type { DispatchTable } from "./dispatch.ts";
export { HANDLER_NAMES } from "./handler-names.ts";
export type { HandlerName } from "./handler-names.ts";
export { OPTIONS } from "./options-table.ts";
export type { OptionName, OptionRow } from "./options-table.ts";
export { isInForce, outcomeOf } from "./outcome.ts";
export type {
  Allow,
  Answer,
  ArgTest,
  Outcome,
  Pretend,
  Refuse,
  Serve,
  SyscallGroup,
  SyscallNumbers,
  SyscallRow,
  Variant,
} from "./row.ts";
export { SYSCALLS } from "./table.ts";
export { syscallTableJson, syscallTableMarkdown, syscallTableText } from "./table-text.ts";
