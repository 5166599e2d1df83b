import { AT_FDCWD } from "../../../../abi/fcntl.ts";
import { ERRNO } from "../../../../abi/index.ts";
import { ownDescriptorName } from "../../../../lookup/proc-name.ts";
import { CANONICAL_B, LINK, LINK_SIZE, STAT_A } from "../../../../supervisor/request/arena.ts";
import { latin1 } from "../../../../supervisor/latin1.ts";
import { bitOf } from "../../../../supervisor/judge.ts";
import type { Emulation } from "../../../../supervisor/emulation.ts";
import { typeOfDescriptor } from "../../arguments.ts";
import { TYPE } from "../../file-type.ts";
import { putText } from "../../put-text.ts";

const HUGETLBFS_MAGIC = 0x958458f6;
const NAMES: Readonly<Record<number, string>> = {
  [TYPE.fifo]: "!fifo",
  [TYPE.character]: "!cdev",
  [TYPE.directory]: "!dir",
  [TYPE.block]: "!bdev",
  [TYPE.regular]: "!file",
  [TYPE.socket]: "!socket",
};

/** What rules call an object whose name the kernel gives as text, by that text. */
const KERNEL_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^\/memfd:(.*) \(deleted\)$/s, "!memfd:$1"],
  [/^\/secretmem( \(deleted\))?$/, "!secretmem"],
  [/^pipe:\[\d+\]$/, "!pipe"],
  [/^socket:\[\d+\]$/, "!socket"],
  [/^pidfd:\[\d+\]$/, "!pidfd"],
  [/^anon_inode:\[?([^\]]*)\]?$/s, "!$1"],
  [/^(cgroup|ipc|mnt|net|pid|pid_for_children|time|time_for_children|user|uts):\[\d+\]$/, "!nsfs"],
  [/^\/proc\/\d+(\/task\/\d+)?\/(cwd|root|exe|fd\/\d+|map_files\/[^/]+|ns\/[^/]+)$/, "!magiclink"],
];

/** The rules' name of an object, by its type (`S_IFMT >> 12`) and the kernel's name of it. */
export function kindName(type: number, name: string): string {
  for (const [pattern, kind] of KERNEL_NAMES) {
    const found = pattern.exec(name);
    if (found === null || (kind === "!magiclink" && type !== TYPE.link)) continue;
    return kind.replace("$1", () => found[1] ?? "");
  }
  if (type === TYPE.link) return "!symlink";
  if (name === "") return "!unknown";
  return NAMES[type] ?? "!unknown";
}

/**
 * Judges a descriptor of ours that is to be handed over, by what it is.
 *
 * @returns 0 or `-errno`
 */
export function judgeDescriptor(e: Emulation, fd: number, category: "sendfd" | "recvfd"): number {
  const set = bitOf(category);
  if ((e.judge.enabled & set) === 0) return 0;
  const type = typeOfDescriptor(e, fd);
  if (type < 0) return type;
  const { kernel } = e;
  const length = kernel.readlinkat(AT_FDCWD, ownDescriptorName(kernel.arena.bytes, fd), LINK, LINK_SIZE);
  let kind = kindName(type, latin1(kernel.arena.bytes, LINK, LINK + Math.max(length, 0)));
  if (kind.startsWith("!memfd:") && onHugePages(e, fd)) kind = `!memfd-hugetlb:${kind.slice(7)}`;
  return e.judge.path(set, CANONICAL_B, putText(e, CANONICAL_B, kind), ERRNO.EACCES);
}

function onHugePages(e: Emulation, fd: number): boolean {
  return e.kernel.fstatfs(fd, STAT_A) === 0 && e.call.view.getUint32(STAT_A, true) === HUGETLBFS_MAGIC;
}
