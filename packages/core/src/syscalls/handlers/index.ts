import type { Handler } from "../../supervisor/emulation.ts";
import type { SharedWords } from "../../supervisor/shared.ts";
import type { FilterContext } from "../context.ts";
import type { HandlerName } from "../handler-names.ts";
import { anonymous, memfd } from "./objects.ts";
import { chroot } from "./chroot.ts";
import { createNetwork } from "./network/index.ts";
import { makeSocket } from "./network/make-socket.ts";
import { createOpen } from "./open/open.ts";
import { access } from "./path-calls/access.ts";
import { chmod, chown, fallocate, fchmod, fchown, ftruncate, truncate } from "./path-calls/change.ts";
import { getdents } from "./path-calls/getdents.ts";
import { link } from "./path-calls/names/link.ts";
import { mkdir, mknod, symlink } from "./path-calls/names/make.ts";
import { readlink } from "./path-calls/readlink.ts";
import { rmdir, unlink } from "./path-calls/names/remove.ts";
import { rename } from "./path-calls/names/rename.ts";
import { chdir, exec, fchdir, umask } from "./path-calls/self.ts";
import { stat } from "./path-calls/stat.ts";
import { statfs } from "./path-calls/statfs.ts";
import { utime } from "./path-calls/utime.ts";
import { fanotifyMark, inotifyAddWatch } from "./path-calls/watch.ts";
import { getxattr, listxattr, removexattr, setxattr } from "./path-calls/xattr.ts";
import { foreign, refuseBy, setid } from "./refuse.ts";

/** Who serves what; made once per emulator, because some keep room for the request under way. */
export function createHandlers(context: FilterContext, shared: SharedWords): Readonly<Record<HandlerName, Handler>> {
  const refuse = refuseBy(context);
  const network = createNetwork(shared, context.hasCapabilities);
  return {
    access,
    anonymous,
    bind: network.bind,
    chdir,
    chmod,
    chown,
    chroot,
    connect: network.connect,
    exec,
    fallocate,
    fanotifyMark,
    fchdir,
    fchmod,
    fchown,
    foreign,
    ftruncate,
    getdents,
    getxattr,
    inotifyAddWatch,
    ioctl: refuse,
    link,
    listxattr,
    memfd,
    mkdir,
    mknod,
    open: createOpen(),
    readlink,
    recvmmsg: network.recvmmsg,
    recvmsg: network.recvmsg,
    refuse,
    removexattr,
    rename,
    rmdir,
    sendmmsg: network.sendmmsg,
    sendmsg: network.sendmsg,
    sendto: network.sendto,
    setid,
    setxattr,
    socket: makeSocket,
    socketpair: network.socketpair,
    stat,
    statfs,
    symlink,
    truncate,
    umask,
    unlink,
    utime,
  };
}
