import { escapeBytes, escapeText } from "../render/escape-bytes.ts";
import { allowRule } from "./allow-rule.ts";
import type { ObservedEvent } from "./denial-event.ts";
import { refusingCategories } from "./denial-event.ts";
import type { DenialGroup } from "./denial-group.ts";

/** Names that are kept apart within a directory; more are only counted. */
const NAMES_PER_DIRECTORY = 64;
/** Groups that are kept; later ones are only counted. */
const GROUPS = 4096;
const SLASH = 0x2f;

interface OpenGroup {
  readonly first: ObservedEvent;
  readonly directory: Uint8Array | undefined;
  readonly names: Set<string>;
  readonly calls: Set<string>;
  readonly programs: Set<string>;
  count: number;
}

/** Gathers events into groups while the program runs; its memory is bounded. */
export class DenialCollector {
  readonly #groups = new Map<string, OpenGroup>();
  #total = 0;
  #ungrouped = 0;

  /** Events seen, grouped or not. */
  get total(): number {
    return this.#total;
  }

  /** Events that came after the last group that is kept. */
  get ungrouped(): number {
    return this.#ungrouped;
  }

  add(event: ObservedEvent): void {
    this.#total += 1;
    const directory = event.path === undefined ? undefined : directoryOf(event.path);
    const key = groupKey(event, directory);
    let group = this.#groups.get(key);
    if (group === undefined) {
      if (this.#groups.size >= GROUPS) {
        this.#ungrouped += 1;
        return;
      }
      group = { first: event, directory, names: new Set(), calls: new Set(), programs: new Set(), count: 0 };
      this.#groups.set(key, group);
    }
    group.count += 1;
    group.calls.add(event.sys);
    if (event.comm !== undefined) group.programs.add(escapeText(event.comm));
    if (event.path !== undefined && group.names.size <= NAMES_PER_DIRECTORY) group.names.add(escapeBytes(event.path));
  }

  /** The groups so far, most frequent first. */
  groups(): readonly DenialGroup[] {
    return [...this.#groups.values()].map(closeGroup).sort((left, right) => right.count - left.count);
  }
}

function groupKey(event: ObservedEvent, directory: Uint8Array | undefined): string {
  const rules = event.rules.map((rule) => `${rule.file}:${rule.line}:${rule.text}`);
  const place = directory === undefined ? (event.addr ?? event.sys) : escapeBytes(directory);
  return JSON.stringify([refusingCategories(event), event.act, event.ctx, rules, place]);
}

/** The directory of a path; a name that is no path stands for itself. */
function directoryOf(path: Uint8Array): Uint8Array {
  if (path[0] !== SLASH) return path;
  return path.subarray(0, Math.max(1, path.lastIndexOf(SLASH)));
}

function closeGroup(group: OpenGroup): DenialGroup {
  const { first, directory } = group;
  const single = group.names.size <= 1;
  const bytes = single ? first.path : directory;
  const target = bytes ?? first.addr;
  const categories = refusingCategories(first);
  const allowable = categories.length > 0 && target !== undefined;
  return {
    categories,
    action: first.act,
    target: describeTarget(first, bytes, single),
    count: group.count,
    calls: [...group.calls],
    programs: [...group.programs],
    rules: first.rules.filter((rule) => categories.length === 0 || categories.includes(rule.category)),
    allow: allowable ? allowRule(categories, target, !single) : undefined,
    context: first.ctx,
    reason: allowable || first.tip === "" ? undefined : first.tip,
  };
}

function describeTarget(event: ObservedEvent, bytes: Uint8Array | undefined, single: boolean): string {
  if (bytes === undefined) return event.addr ?? "";
  const text = escapeBytes(bytes);
  if (single) return text;
  return text === "/" ? "/*" : `${text}/*`;
}
