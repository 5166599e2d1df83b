import { encodeUtf8 } from "../utf8.ts";

/** Paths for the places of a template, by the name of the place. A line is repeated for each; for none it is left out. */
export type Places = Readonly<Record<string, readonly string[]>>;

const PLACE = /\{([A-Z]+)\}/;
const WILDCARD = /[*?[]/;
const SPECIAL = /[\\*?[]/g;

/** A path as part of a pattern: every byte stands for itself. A pattern without wildcards has no escapes. */
const asPattern = (path: string, behind: string): string =>
  WILDCARD.test(path) || WILDCARD.test(behind) ? path.replaceAll(SPECIAL, (character) => `\\${character}`) : path;

const toHex = (text: string): string =>
  Array.from(encodeUtf8(text), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** Puts one path in the place of `{NAME}` with which the pattern of a line begins. */
const fillLine = (head: string, path: string, behind: string): string => {
  const pattern = (path === "/" ? "" : asPattern(path, behind)) + behind || "/";
  return head + (/[\r\n]/.test(pattern) ? toHex(pattern) : pattern.replaceAll("$", "$$$$"));
};

/**
 * Paths of a place.
 *
 * @throws {RangeError} where nobody says what it is: leaving its lines out could be weakness
 */
export const placesOf = (places: Places, name: string): readonly string[] => {
  const paths = places[name];
  if (paths === undefined) throw new RangeError(`nothing says where {${name}} is`);
  return paths;
};

/** Names of the places of a template. */
export const placeNames = (template: string): ReadonlySet<string> =>
  new Set(template.split("\n").flatMap((line) => (line.startsWith("#") ? [] : (PLACE.exec(line)?.[1] ?? []))));

/** Fills a template of policy lines in which `{NAME}` stands where a path begins. */
export const fillTemplate = (template: string, places: Places): string =>
  template
    .split("\n")
    .flatMap((line) => {
      const place = PLACE.exec(line);
      if (place === null || line.startsWith("#")) return [line];
      const behind = line.slice(place.index + place[0].length);
      return placesOf(places, place[1] ?? "").map((path) => fillLine(line.slice(0, place.index), path, behind));
    })
    .join("\n");
