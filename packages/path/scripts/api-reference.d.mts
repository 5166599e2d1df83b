export const referenceFile: string;
export function renderApiReference(): string;
