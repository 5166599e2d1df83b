import { ERRNO, type ErrnoName } from "../../abi/index.ts";
import { CATEGORIES, type Category } from "./category.ts";

const EXCEPTIONS: Readonly<Partial<Record<Category, ErrnoName>>> = {
  walk: "ENOENT",
  ioctl: "ENOTTY",
  "net/bind": "EADDRNOTAVAIL",
  "net/connect": "ECONNREFUSED",
};

/**
 * Error number that a denied call returns, by number of the category. A call that carries data instead of connecting,
 * a `socketpair` and a `mknod` of a socket have their own: see {@link DENIED_SEND}, {@link DENIED_SOCKETPAIR} and
 * {@link DENIED_SOCKET_FILE}.
 */
export const CATEGORY_ERRNO: readonly number[] = CATEGORIES.map((category) => ERRNO[EXCEPTIONS[category] ?? "EACCES"]);

/** Error of sendto, sendmsg and sendmmsg that `net/connect` denies. */
export const DENIED_SEND: number = ERRNO.ENOTCONN;

/** Error of a socketpair that `net/bind` denies. */
export const DENIED_SOCKETPAIR: number = ERRNO.EOPNOTSUPP;

/** Error of a mknod of a socket that `net/bind` denies. */
export const DENIED_SOCKET_FILE: number = ERRNO.EACCES;

/** Error of a call that makes an object without a path and that `create` denies, by the name that the rules see. */
export const OBJECT_ERRNO: Readonly<Record<string, number>> = {
  "!eventpoll": ERRNO.ENOMEM,
  "!pipe": ERRNO.ENOMEM,
  "!inotify": ERRNO.ENOMEM,
  "!eventfd": ERRNO.ENODEV,
  "!timerfd": ERRNO.ENODEV,
  "!signalfd": ERRNO.ENODEV,
  "!fanotify": ERRNO.EPERM,
  "!secretmem": ERRNO.EACCES,
  "!notification_pipe": ERRNO.ENOPKG,
};
