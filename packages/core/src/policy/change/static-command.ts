import { CATEGORY_SETS } from "../category/category-set.ts";
import { CATEGORIES } from "../category/category.ts";
import { findOption } from "../options/options.ts";

/** Switches that can be turned on before the program starts only: the kernel's filter has to know. */
const STATIC_SWITCHES: ReadonlySet<string> = new Set([
  "stat",
  "list",
  "notify",
  "readlink",
  "chdir",
  "ioctl",
  "mem",
  "pid",
  "force",
  "pty",
  "lock",
  "proxy",
  "uring",
]);

/** Whether a category or facility can be turned on while the program runs. */
export const isSwitchable = (name: string): boolean => !STATIC_SWITCHES.has(name);

/** Beginnings of commands that make sense before the program starts only. */
const STATIC_COMMAND =
  /^(?:allow\/(?:lock\/|net\/link|uring\/)|deny\/ioctl-|default\/(?:[a-z/,-]*,)?lock[:,]|passenv|passfd|nullfd|setuid|setgid|bind|mkdir|mkfile|mkfifo|link|symlink|setenv|unsetenv|clearenv|domain|unshare\/|include)/;

const switchedOn = (names: string): boolean =>
  names
    .split(",")
    .flatMap((name) => CATEGORY_SETS.get(name)?.map((category) => CATEGORIES[category] ?? "") ?? [name])
    .some((name) => STATIC_SWITCHES.has(name));

/** Whether a command, which is known to be valid, can no longer be given once the program runs. */
export const isStaticCommand = (text: string): boolean => {
  if (STATIC_COMMAND.test(text)) return true;
  if (text.startsWith("sandbox/")) {
    const colon = text.indexOf(":");
    return /^(?:1|on|t)/i.test(text.slice(colon + 1)) && switchedOn(text.slice("sandbox/".length, colon));
  }
  return findOption(text.slice(0, Math.max(0, text.indexOf(":"))))?.when === "start";
};
