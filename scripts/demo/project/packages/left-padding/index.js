/** What the package says it is for. */
export const leftPadding = (text, width) => String(text).padStart(width);
