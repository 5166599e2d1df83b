import { DT } from "../constants/dynamic.ts";
import { checkLimit } from "../limits.ts";
import { ElfError } from "../errors.ts";
import { toOffset, type ByteReader } from "../reader.ts";
import { versionDefinition, versionDefinitionAux } from "../structures/versions/version-definition.ts";
import { versionNeed, versionNeedAux } from "../structures/versions/version-need.ts";
import type { DynamicSection, MappedRange } from "./dynamic-section.ts";
import type { FileBytes } from "./reading/file-bytes.ts";

/** A version that the file defines. */
export interface VersionDefinition {
  readonly index: number;
  /** `VER_FLG_*`: 1 base (the file itself), 2 weak. */
  readonly flags: number;
  readonly name: string;
  /** Versions it inherits from. */
  readonly parents: readonly string[];
}

/** A version that the file needs of a library. */
export interface VersionNeed {
  /** Name of the library, as in `DT_NEEDED`. */
  readonly file: string;
  readonly index: number;
  readonly flags: number;
  readonly name: string;
}

/** The symbol versions of a file. */
export interface SymbolVersions {
  readonly definitions: readonly VersionDefinition[];
  readonly needs: readonly VersionNeed[];
}

/** Walks a chain whose links are byte distances, and refuses one that leaves its segment or has too many links. */
class ChainWalk {
  readonly reader: ByteReader;
  readonly #file: FileBytes;
  #links = 0;

  constructor(file: FileBytes, range: MappedRange, field: string) {
    this.#file = file;
    this.reader = file.reader(range.offset, Math.min(range.available, file.limits.versions * 64), field);
  }

  step(at: number): number {
    this.#links++;
    checkLimit(this.#links, this.#file.limits.versions, "version chain", this.reader.base + at);
    return at;
  }

  next(at: number, distance: number, left: number): number {
    if (distance > 0 || left === 0) return at + distance;
    const expected = `${left} more`;
    throw new ElfError({
      code: "ERR_ELF_VALUE",
      offset: this.reader.base + at,
      field: "version chain",
      found: "its end",
      expected,
    });
  }
}

function readDefinitions(
  file: FileBytes,
  dynamic: DynamicSection,
  range: MappedRange,
  count: number,
): readonly VersionDefinition[] {
  const walk = new ChainWalk(file, range, "DT_VERDEF");
  const definitions: VersionDefinition[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    const entry = versionDefinition.parse(walk.reader, walk.step(at));
    const names: string[] = [];
    let place = at + entry.aux;
    for (let more = entry.count; more > 0; more--) {
      const aux = versionDefinitionAux.parse(walk.reader, walk.step(place));
      names.push(dynamic.strings.at(aux.nameOffset));
      place = walk.next(place, aux.next, more - 1);
    }
    definitions.push({ index: entry.index, flags: entry.flags, name: names[0] ?? "", parents: names.slice(1) });
    at = walk.next(at, entry.next, left - 1);
  }
  return definitions;
}

function readNeeds(
  file: FileBytes,
  dynamic: DynamicSection,
  range: MappedRange,
  count: number,
): readonly VersionNeed[] {
  const walk = new ChainWalk(file, range, "DT_VERNEED");
  const needs: VersionNeed[] = [];
  let at = 0;
  for (let left = count; left > 0; left--) {
    const entry = versionNeed.parse(walk.reader, walk.step(at));
    const library = dynamic.strings.at(entry.fileOffset);
    let place = at + entry.aux;
    for (let more = entry.count; more > 0; more--) {
      const aux = versionNeedAux.parse(walk.reader, walk.step(place));
      needs.push({ file: library, index: aux.index, flags: aux.flags, name: dynamic.strings.at(aux.nameOffset) });
      place = walk.next(place, aux.next, more - 1);
    }
    at = walk.next(at, entry.next, left - 1);
  }
  return needs;
}

/** Reads the versions that the dynamic section points to. */
export function readVersions(file: FileBytes, dynamic: DynamicSection): SymbolVersions {
  const count = (tag: number, field: string): number => {
    const found = toOffset(dynamic.value(tag) ?? 0n, field, null);
    checkLimit(found, file.limits.versions, field, null);
    return found;
  };
  const definitions = dynamic.range(DT.VERDEF, "DT_VERDEF");
  const needs = dynamic.range(DT.VERNEED, "DT_VERNEED");
  return {
    definitions:
      definitions === null ? [] : readDefinitions(file, dynamic, definitions, count(DT.VERDEFNUM, "DT_VERDEFNUM")),
    needs: needs === null ? [] : readNeeds(file, dynamic, needs, count(DT.VERNEEDNUM, "DT_VERNEEDNUM")),
  };
}
