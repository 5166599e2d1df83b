import type { Random } from "./random.ts";

const ROOTS = ["usr", "etc", "home", "var", "opt", "srv", "proc", "sys", "lib", "run"];
const NAMES =
  "bin lib share local include src cache log config node_modules python3 systemd x86_64-linux-gnu modules kernel drivers net doc man locale fonts icons theme ann bob carol project build dist test vendor packages core utils data self".split(
    " ",
  );
const STEMS =
  "index main README passwd Makefile module test util service a x1 libcrypto libssl libc libm ld-linux sshd_config hosts fstab group profile bashrc crontab resolv nsswitch locale journal syslog auth kern daemon messages setup __init__ conftest models views urls settings manage package tsconfig webpack rollup vite jest babel eslint prettier docker compose nginx apache redis postgres mysql cache session token cookie request response server client router handler parser lexer buffer stream socket thread mutex signal timer event queue stack heap graph matrix vector string format print scanner".split(
    " ",
  );
const EXTENSIONS = [
  "",
  ".so",
  ".so.1",
  ".js",
  ".ts",
  ".json",
  ".conf",
  ".txt",
  ".md",
  ".h",
  ".c",
  ".py",
  ".gz",
  ".log",
];

/** `count` distinct absolute paths shaped like those of a Linux system: a shared tree, 2 to 9 components. */
export function makePaths(count: number, random: Random): string[] {
  const directories = ROOTS.map((root) => `/${root}`);
  const paths = new Set<string>();
  while (paths.size < count) {
    const directory = random.pick(directories);
    const id = random.below(4) === 0 ? `-${random.below(1000)}` : "";
    if (random.below(5) === 0 && directory.split("/").length < 9)
      directories.push(`${directory}/${random.pick(NAMES)}${id}`);
    else paths.add(`${directory}/${random.pick(STEMS)}${id}${random.pick(EXTENSIONS)}`);
  }
  return [...paths];
}

/** What a made pattern may contain. */
export interface PatternShape {
  /** Whether `**` occurs; without it `*` is read the same way by every engine. */
  readonly deep: boolean;
  readonly classes: boolean;
}

function wildcardIn(component: string, shape: PatternShape, random: Random): string {
  const at = random.below(component.length);
  const dot = component.lastIndexOf(".");
  switch (random.below(shape.classes ? 6 : 5)) {
    case 0:
      return "*";
    case 1:
      return dot > 0 ? `*${component.slice(dot)}` : `${component.slice(0, 2)}*`;
    case 2:
      return `${component.slice(0, at)}*`;
    case 3:
      return `${component.slice(0, at)}?${component.slice(at + 1)}`;
    case 4:
      return `${component.slice(0, at)}*${component.slice(-2)}`;
    default:
      return `${component.slice(0, at)}[${random.pick(["a-z", "!0-9", "[:alnum:]", "xyz"])}]${component.slice(at + 1)}`;
  }
}

/** `count` distinct patterns, each made from one of the paths by putting in wildcards, as people write them. */
export function makePatterns(
  count: number,
  paths: readonly string[],
  { shape, random }: { readonly shape: PatternShape; readonly random: Random },
): string[] {
  const patterns = new Set<string>();
  while (patterns.size < count) {
    const components = random.pick(paths).slice(1).split("/");
    const last = components.length - 1;
    components[last] = wildcardIn(components[last]!, shape, random);
    if (last > 1 && random.below(3) === 0) {
      const at = random.below(last);
      components[at] = wildcardIn(components[at]!, shape, random);
    }
    if (shape.deep && last > 1 && random.below(2) === 0) {
      const at = 1 + random.below(last - 1);
      components.splice(at, last - at, "**");
    }
    patterns.add(`/${components.join("/")}`);
  }
  return [...patterns];
}
