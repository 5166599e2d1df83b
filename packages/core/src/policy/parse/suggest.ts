/** Number of single letters to insert, drop, change or swap with a neighbour to make `left` into `right`. */
export const editDistance = (left: string, right: string): number => {
  let before: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      best = Math.min(best, (above[column - 1] ?? 0) + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) best = Math.min(best, (before[column - 2] ?? 0) + 1);
      current.push(best);
    }
    before = above;
    above = current;
  }
  return above[right.length] ?? 0;
};

/** The candidate that `found` was most likely meant to be, undefined where none is near. */
export const nearest = (found: string, candidates: Iterable<string>): string | undefined => {
  let best: string | undefined;
  let prefix: string | undefined;
  let least = Math.max(1, Math.floor(found.length / 3)) + 1;
  for (const candidate of candidates) {
    if (candidate.length > 2 && found.toLowerCase().startsWith(candidate.toLowerCase())) prefix = candidate;
    if (Math.abs(candidate.length - found.length) >= least) continue;
    const distance = editDistance(found.toLowerCase(), candidate.toLowerCase());
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best ?? prefix;
};
