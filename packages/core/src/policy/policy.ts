import { ALLOW, DENY, KILL, type ActionIndex } from "./action.ts";
import { CATEGORIES, type CategoryIndex } from "./category/category.ts";
import type { Facility } from "./category/category-set.ts";
import type { Mention } from "./errors.ts";
import type { AddressRange } from "./network/pattern.ts";
import type { MaskRule, Rule } from "./rule.ts";

/** Things with a default action that have no list of names: what a facility does when it refuses. */
export type DefaultKey = Exclude<Facility, "proxy" | "pty" | "uring"> | "block" | "segvguard";

/** Who may change the policy once the program runs. */
export type LockState = "on" | "off" | "exec" | "ipc" | "drop" | "read";

const OFF_AT_FIRST: ReadonlySet<string> = new Set(["walk", "list", "readlink", "chdir"]);

/** A policy under construction: rules in the order in which they were given. {@link compilePolicy} seals it. */
export class Policy {
  /** Rules of each category, by its number, in order: the last that matches decides. */
  readonly rules: Rule[][] = CATEGORIES.map(() => []);
  /** Which categories are switched on, by number. */
  readonly enabled: boolean[] = CATEGORIES.map((category) => !OFF_AT_FIRST.has(category));
  /** Action of each category when no rule matches, by number. */
  readonly defaults: ActionIndex[] = CATEGORIES.map(() => DENY);
  /** Which other switches are on. */
  readonly facilities: Record<Facility, boolean> = {
    fs: true,
    lock: true,
    mem: false,
    pid: false,
    pty: true,
    proxy: false,
    force: false,
    tpe: true,
    uring: true,
  };
  /** Actions of what is no category. */
  readonly facilityDefaults: Record<DefaultKey, ActionIndex> = {
    fs: DENY,
    lock: KILL,
    mem: DENY,
    pid: KILL,
    force: DENY,
    tpe: DENY,
    block: DENY,
    segvguard: DENY,
  };
  /** Where switches of facilities were set; none is said of one that is as it was at first. */
  readonly facilityMentions: Partial<Record<Facility, Mention>> = {};
  /** Values that were given to options, by name. */
  readonly options: Map<string, OptionSetting> = new Map();
  /** Items of the lists that are neither rules nor options, by the name of the command. */
  readonly lists: Map<string, ListItem[]> = new Map();
  /** What happens to the variables of the program, in order. */
  readonly variables: VariableEdit[] = [];
  readonly masks: MaskRule[] = [];
  readonly blocked: AddressRange[] = [];
  lock: LockState | undefined;
  /** Policies of the named domains; this one is the domain `default`. */
  readonly domains: Map<string, Policy> = new Map();

  /** Switches a category on or off. Its rules stay. */
  enable(category: CategoryIndex, on: boolean): void {
    this.enabled[category] = on;
  }

  /** Sets the action of a category for names that no rule matches. */
  setDefault(category: CategoryIndex, action: ActionIndex): void {
    this.defaults[category] = action;
  }

  /** Appends a rule, so that it comes before all earlier ones when a name is judged. */
  addRule(category: CategoryIndex, rule: Rule): void {
    this.rules[category]?.push(rule);
  }

  /** Takes away the last rule with this action and pattern, or all of them; none is no error. */
  removeRule(category: CategoryIndex, action: ActionIndex, pattern: string, which: "last" | "all"): void {
    const list = this.rules[category];
    if (list === undefined) return;
    for (let index = list.length - 1; index >= 0; index--) {
      const rule = list[index];
      if (rule?.action !== action || rule.pattern !== pattern) continue;
      list.splice(index, 1);
      if (which === "last") return;
    }
  }

  /** A copy that can be changed without this one. Rules are values and shared. */
  clone(): Policy {
    const copy = new Policy();
    for (const [index, rules] of this.rules.entries()) copy.rules[index] = [...rules];
    copy.enabled.splice(0, Infinity, ...this.enabled);
    copy.defaults.splice(0, Infinity, ...this.defaults);
    Object.assign(copy.facilities, this.facilities);
    Object.assign(copy.facilityMentions, this.facilityMentions);
    Object.assign(copy.facilityDefaults, this.facilityDefaults);
    for (const [name, setting] of this.options) copy.options.set(name, setting);
    for (const [name, items] of this.lists) copy.lists.set(name, [...items]);
    for (const [name, domain] of this.domains) copy.domains.set(name, domain.clone());
    copy.variables.push(...this.variables);
    copy.masks.push(...this.masks);
    for (const range of this.blocked) copy.blocked.push(range);
    copy.lock = this.lock;
    return copy;
  }

  /** Whether a category lets every name pass without a look at it. */
  allowsAll(category: CategoryIndex): boolean {
    if (this.enabled[category] !== true) return true;
    return this.defaults[category] === ALLOW && this.rules[category]?.length === 0;
  }
}

/** A value of an option: its type stands in the options table. */
export type OptionValue = number | string | boolean;

/** A value with the command that gave it. */
export interface OptionSetting extends Mention {
  readonly value: OptionValue;
}

/** A change to the variables of the program. The name to unset may be a pattern. */
export type VariableEdit =
  | { readonly kind: "set"; readonly name: string; readonly value: string }
  | { readonly kind: "unset"; readonly name: string }
  | { readonly kind: "clear" };

/** An item of a list with the command that added it. */
export interface ListItem extends Mention {
  readonly item: string;
}
