const MOST_LINES = 300;
const MOST_FILES = 12;
const TABLE = /(?:^|\/)(?:table|constants)\/|table\.ts$|constants\.ts$/;

/** Tells files that are too long; tables and tests may be longer. */
export function checkSizes(sources) {
  return sources
    .filter(({ file, isProduct }) => isProduct && !TABLE.test(file))
    .flatMap(({ file, text }) => {
      const lines = text.split("\n").length - 1;
      return lines > MOST_LINES ? [`${file}: ${lines} lines, at most ${MOST_LINES} are allowed`] : [];
    });
}

/** Tells folders with more files than a reader takes in. */
export function crowdedFolders(sources) {
  const sizes = new Map();
  for (const { folder, isProduct } of sources) if (isProduct) sizes.set(folder, (sizes.get(folder) ?? 0) + 1);
  return [...sizes]
    .filter(([, size]) => size > MOST_FILES)
    .map(([folder, size]) => `${folder} has ${size} files: wants sub-folders`);
}
