/**
 * What a handler returns: the value of the call (0 and above), `-errno`, or one of these two.
 */
export const ANSWERED = -0x10000;
/** The kernel does the call itself; nothing behind a pointer has been judged. */
export const CONTINUE = -0x10001;
