import { userInfo } from "node:os";
import { readText, realPath } from "./real-path.ts";

/** The directory that tools will take for the home directory, and others that are one to somebody. */
export interface Homes {
  readonly home: string;
  readonly otherHomes: readonly string[];
}

/** `HOME`, without it what the system says; both hold secrets. */
export function homesOf(variable: string | undefined, uid: number): Homes {
  const known = realPath(homeInPasswd(uid) ?? (realPath(variable ?? "") === undefined ? homeOfService() : ""));
  const home = realPath(variable ?? "") ?? known ?? "/var/empty";
  return { home, otherHomes: known === undefined || known === home || known === "/" ? [] : [known] };
}

/** Found without the name service, which may have to ask over the network. */
function homeInPasswd(uid: number): string | undefined {
  return new RegExp(String.raw`^[^:\n]*:[^:\n]*:${uid}:[^:\n]*:[^:\n]*:([^:\n]*)`, "m").exec(
    readText("/etc/passwd") ?? "",
  )?.[1];
}

function homeOfService(): string {
  try {
    return userInfo().homedir;
  } catch {
    return ""; // a number without a name
  }
}
