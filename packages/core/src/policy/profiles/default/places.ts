import { basename, dirname } from "@sbx/path";
import type { ProfileContext } from "../profile-text.ts";
import type { Places } from "../template.ts";
import { holds, toolchainTrees } from "../toolchains.ts";

/** Where git works: its common directory, and the whole repository when the working directory is a part of it. */
const gitPlaces = ({ cwd, gitCommonDir }: ProfileContext): readonly string[] => {
  if (gitCommonDir === undefined) return [];
  const root = dirname(gitCommonDir);
  const isPart = basename(gitCommonDir) === ".git" && root !== "/" && root !== cwd && holds(root, cwd);
  return [isPart ? root : gitCommonDir];
};

/** What sbx is installed in, as far as a program could write there. In a project of its own it is a part of the work. */
const installationPlaces = ({ home, tmp, installation = [] }: ProfileContext, project: readonly string[]) =>
  installation.filter(
    (tree) => [home, ...tmp].some((place) => holds(place, tree)) && !project.some((place) => holds(place, tree)),
  );

/** What stands in the places of the profile `default` on a host. */
export const defaultPlaces = (context: ProfileContext): Places => {
  const { home, tmp, pathDirs } = context;
  const cwd = context.cwd === "/" ? [] : [context.cwd];
  const git = gitPlaces(context);
  const work = [...cwd, ...tmp, ...git];
  return {
    HOME: [home],
    CWD: cwd,
    TMP: tmp,
    PATH: toolchainTrees(pathDirs, home),
    GIT: git,
    SBX: installationPlaces(context, [...cwd, ...git]),
    // Nothing of these is allowed otherwise: the rules are there where a place to work in holds them.
    SECRETS: work.some((place) => holds(place, home)) ? [home] : [],
    ETC: work.some((place) => holds(place, "/etc")) ? ["/etc"] : [],
  };
};
