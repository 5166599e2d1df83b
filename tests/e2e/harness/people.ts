import { spawnSync } from "node:child_process";

/** Who runs a program. */
export interface Person {
  readonly name: "root" | "user";
  readonly uid: number;
  readonly gid: number;
  /** What goes in front of a command so that this person runs it. */
  readonly prefix: readonly string[];
}

const own = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0, prefix: [] };

const idOfNobody = (flag: string): number => Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout);

function nobody(): Person | undefined {
  const [uid, gid] = [idOfNobody("-u"), idOfNobody("-g")];
  const prefix = ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  const works = uid > 0 && spawnSync(prefix[0] ?? "", [...prefix.slice(1), "true"]).status === 0;
  return works ? { name: "user", uid, gid, prefix } : undefined;
}

/** Everybody that this process can be: itself, and as root an ordinary user too. */
export function people(): readonly Person[] {
  if (own.uid !== 0) return [{ ...own, name: "user" }];
  const user = nobody();
  return [{ ...own, name: "root" }, ...(user === undefined ? [] : [user])];
}
