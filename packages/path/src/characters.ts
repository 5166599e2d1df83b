export const DOT = 0x2e;
export const SLASH = 0x2f;
