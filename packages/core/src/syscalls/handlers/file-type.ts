/** `S_IFMT >> 12` of the types of files. */
export const TYPE = { fifo: 1, character: 2, directory: 4, block: 6, regular: 8, link: 10, socket: 12 } as const;
