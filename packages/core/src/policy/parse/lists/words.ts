import { refuseArgument, type Argument } from "../source-line.ts";
import { nearest } from "../suggest.ts";

/** Makes a reader that takes words of a list only. */
export const oneOf =
  (what: string, words: ReadonlySet<string>) =>
  (item: Argument): string => {
    if (words.has(item.text)) return item.text;
    throw refuseArgument(item, 0, {
      code: "ERR_POLICY_VALUE",
      message: item.text === "" ? `the name of the ${what} is missing` : `there is no ${what} "${item.text}"`,
      found: item.text,
      expected: `a ${what}`,
      suggestion: nearest(item.text, words),
    });
  };

/** Netlink families that `allow/net/link` knows. */
export const NETLINK_FAMILIES: ReadonlySet<string> = new Set(
  (
    "route usersock firewall sock_diag nflog xfrm selinux iscsi audit fib_lookup connector netfilter ip6_fw dnrtmsg " +
    "kobject_uevent generic scsitransport ecryptfs rdma crypto smc all"
  ).split(" "),
);

const withUndo = (names: string): string[] => names.split(" ").flatMap((name) => [name, `un${name}`]);

/** Operations, registrations and flags of io_uring that `allow/uring/…` knows. */
export const URING_WORDS: Readonly<Record<"op" | "reg" | "flag", ReadonlySet<string>>> = {
  op: new Set(
    (
      "nop readv writev fsync read_fixed write_fixed poll_add poll_remove sync_file_range sendmsg recvmsg timeout " +
      "timeout_remove accept async_cancel link_timeout connect fallocate openat close files_update statx read write " +
      "fadvise madvise send recv openat2 epoll_ctl splice provide_buffers remove_buffers tee shutdown renameat " +
      "unlinkat mkdirat symlinkat linkat msg_ring fsetxattr setxattr fgetxattr getxattr socket uring_cmd send_zc " +
      "sendmsg_zc read_multishot waitid futex_wait futex_wake futex_waitv fixed_fd_install ftruncate bind listen " +
      "recv_zc epoll_wait readv_fixed writev_fixed pipe nop128 uring_cmd128 all"
    ).split(" "),
  ),
  reg: new Set([
    ...withUndo("register_buffers register_files register_eventfd register_personality register_iowq_aff"),
    ...withUndo("register_ring_fds register_pbuf_ring register_napi"),
    ...(
      "register_files_update register_eventfd_async register_probe register_enable_rings register_files2 " +
      "register_files_update2 register_buffers2 register_buffers_update register_iowq_max_workers " +
      "register_sync_cancel register_file_alloc_range register_pbuf_status register_clock register_clone_buffers " +
      "register_zcrx_ifq register_resize_rings register_mem_region register_zcrx_ctrl all"
    ).split(" "),
  ]),
  flag: new Set("fixed_file io_drain io_link io_hardlink async buffer_select cqe_skip_success all".split(" ")),
};
