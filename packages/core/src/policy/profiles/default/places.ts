import { basename, dirname, join } from "@sbx/path";
import type { ProfileContext } from "../profile-text.ts";
import type { Places } from "../template.ts";
import { holds, toolchainTrees } from "../toolchains.ts";
import { CACHES } from "./tables/home.ts";
import { SECRETS } from "./tables/secrets.ts";

/** Whether a directory is no repository, whatever it looks like: it has a home or all temporary files, or lies in secrets. */
const isNoRepository = (directory: string, homes: readonly string[]): boolean =>
  [...homes, "/tmp", "/var/tmp"].some((place) => holds(directory, place)) ||
  homes.some((home) => SECRET_TREES.some((tree) => holds(join(home, tree), directory)));

const SECRET_TREES = SECRETS.filter((path) => path.endsWith("/***")).map((path) => path.slice(0, -4));

/** Where git works: its common directory, and the whole repository when the working directory is a part of it. */
const gitPlaces = ({ cwd, gitCommonDir }: ProfileContext, homes: readonly string[]): readonly string[] => {
  if (gitCommonDir === undefined) return [];
  const root = dirname(gitCommonDir);
  const isPart = basename(gitCommonDir) === ".git" && root !== "/" && root !== cwd && holds(root, cwd);
  const place = isPart ? root : gitCommonDir;
  return isNoRepository(place, homes) ? [] : [place];
};

/** What sbx is installed in, as far as a program could write there. In a project of its own it is a part of the work. */
const installationPlaces = ({ home, tmp, installation = [] }: ProfileContext, project: readonly string[]) =>
  installation.filter(
    (tree) => [home, ...tmp].some((place) => holds(place, tree)) && !project.some((place) => holds(place, tree)),
  );

/** What PATH leads to where a program could write, outside of the project. What has a place to work in below it stays. */
const programPlaces = ({ home, tmp, programs = [] }: ProfileContext, project: readonly string[]) => {
  const writable = [...tmp, ...CACHES.map((path) => join(home, path))];
  return programs.filter(
    (program) =>
      writable.some((place) => holds(place, program)) &&
      !project.some((place) => holds(place, program)) &&
      ![...tmp, ...project].some((place) => holds(program, place)),
  );
};

/** What stands in the places of the profile `default` on a host. */
export const defaultPlaces = (context: ProfileContext): Places => {
  const { home, tmp, pathDirs, otherHomes = [], terminals = [] } = context;
  const homes = [home, ...otherHomes];
  const cwd = context.cwd === "/" ? [] : [context.cwd];
  const git = gitPlaces(context, homes);
  const project = [...cwd, ...git];
  const work = [...project, ...tmp];
  const isAmongTemporary = (place: string) => tmp.some((folder) => holds(folder, place));
  const temporaryHomes = homes.filter(isAmongTemporary);
  const withinHomes = tmp.filter((folder) => temporaryHomes.some((place) => holds(place, folder)));
  return {
    HOME: [home],
    CWD: cwd,
    TMP: tmp,
    TMPHOME: temporaryHomes,
    // Sessions and caches are where programs look for them, which is not /var/tmp.
    SHARED: tmp.filter((folder, index) => index === 0 || folder !== "/var/tmp"),
    TMPWORK: [
      ...withinHomes,
      ...project.filter((place) => isAmongTemporary(place) && !tmp.some((folder) => holds(place, folder))),
    ],
    PATH: toolchainTrees(pathDirs, home),
    GIT: git,
    SBX: installationPlaces(context, project),
    ONPATH: programPlaces(context, project),
    TERMINALS: terminals,
    SECRETS: homes,
    ETC: work.some((place) => holds(place, "/etc")) ? ["/etc"] : [],
  };
};
