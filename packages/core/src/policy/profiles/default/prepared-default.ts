import { prepareDefault } from "./read-ahead.ts";
import type { PreparedProfile } from "./prepared.ts";

/** The profile `default`, read ahead. The bundler puts the data in the place of this function's work. */
export const preparedDefault = (): PreparedProfile => prepareDefault();
