// Places of a record: what one scan leaves behind for every later question. Offsets count from the path's start.
export const RECORD_FLAGS = 0;
export const RECORD_LENGTH = 1;
/** End of the path in front of the last name; 1 where that is `/`, 0 where there is none. */
export const RECORD_PARENT_END = 2;
export const RECORD_NAME_START = 3;
/** End of the last name, in front of trailing slashes. */
export const RECORD_NAME_END = 4;
/** Number of components, without empty ones. */
export const RECORD_DEPTH = 5;
export const RECORD_HASH = 6;
export const RECORD_SIZE = 8;
