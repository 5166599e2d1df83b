import { makePatterns } from "./corpus.ts";
import type { Random } from "./random.ts";

/** `count` rules as a policy has them: whole paths, trees, names anywhere, and wildcards of all sorts. */
export function makeRules(count: number, paths: readonly string[], random: Random): string[] {
  const wild = makePatterns(Math.ceil(count * 0.3) + 1, paths, { shape: { deep: true, classes: true }, random });
  return Array.from({ length: count }, () => {
    const path = random.pick(paths);
    const slash = path.lastIndexOf("/");
    switch (random.below(10)) {
      case 0:
      case 1:
      case 2:
        return path;
      case 3:
      case 4:
        return `${path.slice(0, slash)}/***`;
      case 5:
        return `${path.slice(0, slash)}/**`;
      case 6:
        return `/**${path.slice(slash)}`;
      default:
        return random.pick(wild);
    }
  });
}
