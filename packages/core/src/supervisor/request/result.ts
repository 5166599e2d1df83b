/**
 * What a handler returns: the value of the call (0 and above), `-errno`, or one of these two.
 */
export const ANSWERED = -0x10000;
/** The kernel does the call itself; nothing behind a pointer has been judged. */
export const CONTINUE = -0x10001;
/** What the fast way of a handler returns where nothing was done: the path has to be walked to decide. */
export const NEEDS_WALK = -0x10002;
