import { AT_EACCESS, AT_EMPTY_PATH, AT_SYMLINK_NOFOLLOW } from "../../../abi/fcntl.ts";
import { ERRNO } from "../../../abi/index.ts";
import { CATEGORY_INDEX } from "../../../policy/index.ts";
import { EMPTY } from "../../../supervisor/request/arena.ts";
import { bitOf } from "../../../supervisor/judge.ts";
import type { Emulation } from "../../../supervisor/emulation.ts";
import { atFlagsOf, pinFirst, unknownFlags } from "../arguments.ts";
import { interfaceName } from "../commands/interface-name.ts";
import { judgeNamed } from "../descriptor-name.ts";

const SET = bitOf("stat");
const ANY_MODE = 7;

/** access, faccessat and faccessat2. */
export function access(e: Emulation): number {
  const mode = e.call.int(e.shape.path + 1);
  if ((mode & ~ANY_MODE) !== 0) return -ERRNO.EINVAL;
  const wrong = unknownFlags(e, AT_EACCESS | AT_EMPTY_PATH | AT_SYMLINK_NOFOLLOW);
  if (wrong !== 0) return wrong;
  if (e.control !== undefined && seesDevice(e)) return 0;
  const fd = pinFirst(e);
  if (fd < 0) return fd;
  const judged = judgeNamed(e, SET);
  if (judged !== 0) return judged;
  return e.kernel.faccessat2(fd, EMPTY, mode, AT_EMPTY_PATH | (atFlagsOf(e) & AT_EACCESS));
}

/** The policy's device is seen while looking is judged. */
function seesDevice(e: Emulation): boolean {
  if (interfaceName(e) !== "" || !e.policy.enabled(CATEGORY_INDEX.stat)) return false;
  return e.control?.mayCommand(e.kernel, e.call.pid) === true && !e.control.narrows;
}
