/* System calls by name. Numbers that the installed headers may lack: Linux 6.18, the same on every architecture. */
#include "call.h"
#include <sys/syscall.h>

#ifndef SYS_memfd_secret
#define SYS_memfd_secret 447
#endif
#ifndef SYS_fchmodat2
#define SYS_fchmodat2 452
#endif
#ifndef SYS_getxattrat
#define SYS_getxattrat 464
#endif
#ifndef SYS_openat2
#define SYS_openat2 437
#endif
#ifndef SYS_faccessat2
#define SYS_faccessat2 439
#endif
#ifndef SYS_pidfd_getfd
#define SYS_pidfd_getfd 438
#endif
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif

const struct entry calls[] = {
#ifdef SYS_access
  {"access", SYS_access},
#endif
#ifdef SYS_acct
  {"acct", SYS_acct},
#endif
#ifdef SYS_add_key
  {"add_key", SYS_add_key},
#endif
#ifdef SYS_bind
  {"bind", SYS_bind},
#endif
#ifdef SYS_bpf
  {"bpf", SYS_bpf},
#endif
#ifdef SYS_chdir
  {"chdir", SYS_chdir},
#endif
#ifdef SYS_chmod
  {"chmod", SYS_chmod},
#endif
#ifdef SYS_chown
  {"chown", SYS_chown},
#endif
#ifdef SYS_chroot
  {"chroot", SYS_chroot},
#endif
#ifdef SYS_clone
  {"clone", SYS_clone},
#endif
#ifdef SYS_clone3
  {"clone3", SYS_clone3},
#endif
#ifdef SYS_close
  {"close", SYS_close},
#endif
#ifdef SYS_connect
  {"connect", SYS_connect},
#endif
#ifdef SYS_creat
  {"creat", SYS_creat},
#endif
#ifdef SYS_dup
  {"dup", SYS_dup},
#endif
#ifdef SYS_dup2
  {"dup2", SYS_dup2},
#endif
#ifdef SYS_epoll_create
  {"epoll_create", SYS_epoll_create},
#endif
#ifdef SYS_epoll_create1
  {"epoll_create1", SYS_epoll_create1},
#endif
#ifdef SYS_eventfd
  {"eventfd", SYS_eventfd},
#endif
#ifdef SYS_eventfd2
  {"eventfd2", SYS_eventfd2},
#endif
#ifdef SYS_execve
  {"execve", SYS_execve},
#endif
#ifdef SYS_execveat
  {"execveat", SYS_execveat},
#endif
#ifdef SYS_faccessat
  {"faccessat", SYS_faccessat},
#endif
  {"faccessat2", SYS_faccessat2},
#ifdef SYS_fallocate
  {"fallocate", SYS_fallocate},
#endif
#ifdef SYS_fanotify_init
  {"fanotify_init", SYS_fanotify_init},
#endif
#ifdef SYS_fanotify_mark
  {"fanotify_mark", SYS_fanotify_mark},
#endif
#ifdef SYS_fchdir
  {"fchdir", SYS_fchdir},
#endif
#ifdef SYS_fchmod
  {"fchmod", SYS_fchmod},
#endif
#ifdef SYS_fchmodat
  {"fchmodat", SYS_fchmodat},
#endif
  {"fchmodat2", SYS_fchmodat2},
#ifdef SYS_fchown
  {"fchown", SYS_fchown},
#endif
#ifdef SYS_fchownat
  {"fchownat", SYS_fchownat},
#endif
#ifdef SYS_fcntl
  {"fcntl", SYS_fcntl},
#endif
#ifdef SYS_fgetxattr
  {"fgetxattr", SYS_fgetxattr},
#endif
#ifdef SYS_flistxattr
  {"flistxattr", SYS_flistxattr},
#endif
#ifdef SYS_fremovexattr
  {"fremovexattr", SYS_fremovexattr},
#endif
#ifdef SYS_fsetxattr
  {"fsetxattr", SYS_fsetxattr},
#endif
#ifdef SYS_fsopen
  {"fsopen", SYS_fsopen},
#endif
#ifdef SYS_fstat
  {"fstat", SYS_fstat},
#endif
#ifdef SYS_fstatfs
  {"fstatfs", SYS_fstatfs},
#endif
#ifdef SYS_ftruncate
  {"ftruncate", SYS_ftruncate},
#endif
#ifdef SYS_futimesat
  {"futimesat", SYS_futimesat},
#endif
#ifdef SYS_getdents
  {"getdents", SYS_getdents},
#endif
#ifdef SYS_getdents64
  {"getdents64", SYS_getdents64},
#endif
#ifdef SYS_getpid
  {"getpid", SYS_getpid},
#endif
#ifdef SYS_getppid
  {"getppid", SYS_getppid},
#endif
#ifdef SYS_getrlimit
  {"getrlimit", SYS_getrlimit},
#endif
#ifdef SYS_getsockname
  {"getsockname", SYS_getsockname},
#endif
#ifdef SYS_gettid
  {"gettid", SYS_gettid},
#endif
#ifdef SYS_getxattr
  {"getxattr", SYS_getxattr},
#endif
  {"getxattrat", SYS_getxattrat},
#ifdef SYS_init_module
  {"init_module", SYS_init_module},
#endif
#ifdef SYS_inotify_add_watch
  {"inotify_add_watch", SYS_inotify_add_watch},
#endif
#ifdef SYS_inotify_init
  {"inotify_init", SYS_inotify_init},
#endif
#ifdef SYS_inotify_init1
  {"inotify_init1", SYS_inotify_init1},
#endif
#ifdef SYS_io_uring_setup
  {"io_uring_setup", SYS_io_uring_setup},
#endif
#ifdef SYS_ioctl
  {"ioctl", SYS_ioctl},
#endif
#ifdef SYS_kcmp
  {"kcmp", SYS_kcmp},
#endif
#ifdef SYS_keyctl
  {"keyctl", SYS_keyctl},
#endif
#ifdef SYS_kill
  {"kill", SYS_kill},
#endif
#ifdef SYS_lchown
  {"lchown", SYS_lchown},
#endif
#ifdef SYS_lgetxattr
  {"lgetxattr", SYS_lgetxattr},
#endif
#ifdef SYS_link
  {"link", SYS_link},
#endif
#ifdef SYS_linkat
  {"linkat", SYS_linkat},
#endif
#ifdef SYS_listen
  {"listen", SYS_listen},
#endif
#ifdef SYS_listxattr
  {"listxattr", SYS_listxattr},
#endif
#ifdef SYS_llistxattr
  {"llistxattr", SYS_llistxattr},
#endif
#ifdef SYS_lremovexattr
  {"lremovexattr", SYS_lremovexattr},
#endif
#ifdef SYS_lseek
  {"lseek", SYS_lseek},
#endif
#ifdef SYS_lsetxattr
  {"lsetxattr", SYS_lsetxattr},
#endif
#ifdef SYS_lstat
  {"lstat", SYS_lstat},
#endif
#ifdef SYS_memfd_create
  {"memfd_create", SYS_memfd_create},
#endif
  {"memfd_secret", SYS_memfd_secret},
#ifdef SYS_mkdir
  {"mkdir", SYS_mkdir},
#endif
#ifdef SYS_mkdirat
  {"mkdirat", SYS_mkdirat},
#endif
#ifdef SYS_mknod
  {"mknod", SYS_mknod},
#endif
#ifdef SYS_mknodat
  {"mknodat", SYS_mknodat},
#endif
#ifdef SYS_mount
  {"mount", SYS_mount},
#endif
  {"mount_setattr", SYS_mount_setattr},
#ifdef SYS_move_mount
  {"move_mount", SYS_move_mount},
#endif
#ifdef SYS_name_to_handle_at
  {"name_to_handle_at", SYS_name_to_handle_at},
#endif
#ifdef SYS_newfstatat
  {"newfstatat", SYS_newfstatat},
#endif
#ifdef SYS_open
  {"open", SYS_open},
#endif
#ifdef SYS_open_by_handle_at
  {"open_by_handle_at", SYS_open_by_handle_at},
#endif
#ifdef SYS_open_tree
  {"open_tree", SYS_open_tree},
#endif
#ifdef SYS_openat
  {"openat", SYS_openat},
#endif
  {"openat2", SYS_openat2},
#ifdef SYS_perf_event_open
  {"perf_event_open", SYS_perf_event_open},
#endif
#ifdef SYS_personality
  {"personality", SYS_personality},
#endif
  {"pidfd_getfd", SYS_pidfd_getfd},
#ifdef SYS_pidfd_open
  {"pidfd_open", SYS_pidfd_open},
#endif
#ifdef SYS_pidfd_send_signal
  {"pidfd_send_signal", SYS_pidfd_send_signal},
#endif
#ifdef SYS_pipe
  {"pipe", SYS_pipe},
#endif
#ifdef SYS_pipe2
  {"pipe2", SYS_pipe2},
#endif
#ifdef SYS_pivot_root
  {"pivot_root", SYS_pivot_root},
#endif
#ifdef SYS_prctl
  {"prctl", SYS_prctl},
#endif
#ifdef SYS_prlimit64
  {"prlimit64", SYS_prlimit64},
#endif
#ifdef SYS_process_vm_readv
  {"process_vm_readv", SYS_process_vm_readv},
#endif
#ifdef SYS_ptrace
  {"ptrace", SYS_ptrace},
#endif
#ifdef SYS_quotactl
  {"quotactl", SYS_quotactl},
#endif
#ifdef SYS_read
  {"read", SYS_read},
#endif
#ifdef SYS_readlink
  {"readlink", SYS_readlink},
#endif
#ifdef SYS_readlinkat
  {"readlinkat", SYS_readlinkat},
#endif
#ifdef SYS_reboot
  {"reboot", SYS_reboot},
#endif
#ifdef SYS_removexattr
  {"removexattr", SYS_removexattr},
#endif
#ifdef SYS_rename
  {"rename", SYS_rename},
#endif
#ifdef SYS_renameat
  {"renameat", SYS_renameat},
#endif
#ifdef SYS_renameat2
  {"renameat2", SYS_renameat2},
#endif
#ifdef SYS_rmdir
  {"rmdir", SYS_rmdir},
#endif
#ifdef SYS_rt_sigqueueinfo
  {"rt_sigqueueinfo", SYS_rt_sigqueueinfo},
#endif
#ifdef SYS_sched_setaffinity
  {"sched_setaffinity", SYS_sched_setaffinity},
#endif
#ifdef SYS_seccomp
  {"seccomp", SYS_seccomp},
#endif
#ifdef SYS_sendto
  {"sendto", SYS_sendto},
#endif
#ifdef SYS_setgid
  {"setgid", SYS_setgid},
#endif
#ifdef SYS_setgroups
  {"setgroups", SYS_setgroups},
#endif
#ifdef SYS_setns
  {"setns", SYS_setns},
#endif
#ifdef SYS_setpriority
  {"setpriority", SYS_setpriority},
#endif
#ifdef SYS_setresuid
  {"setresuid", SYS_setresuid},
#endif
#ifdef SYS_setrlimit
  {"setrlimit", SYS_setrlimit},
#endif
#ifdef SYS_setuid
  {"setuid", SYS_setuid},
#endif
#ifdef SYS_setxattr
  {"setxattr", SYS_setxattr},
#endif
#ifdef SYS_signalfd4
  {"signalfd4", SYS_signalfd4},
#endif
#ifdef SYS_socket
  {"socket", SYS_socket},
#endif
#ifdef SYS_socketpair
  {"socketpair", SYS_socketpair},
#endif
#ifdef SYS_stat
  {"stat", SYS_stat},
#endif
#ifdef SYS_statfs
  {"statfs", SYS_statfs},
#endif
#ifdef SYS_statx
  {"statx", SYS_statx},
#endif
#ifdef SYS_swapon
  {"swapon", SYS_swapon},
#endif
#ifdef SYS_symlink
  {"symlink", SYS_symlink},
#endif
#ifdef SYS_symlinkat
  {"symlinkat", SYS_symlinkat},
#endif
#ifdef SYS_syslog
  {"syslog", SYS_syslog},
#endif
#ifdef SYS_tgkill
  {"tgkill", SYS_tgkill},
#endif
#ifdef SYS_timerfd_create
  {"timerfd_create", SYS_timerfd_create},
#endif
#ifdef SYS_tkill
  {"tkill", SYS_tkill},
#endif
#ifdef SYS_truncate
  {"truncate", SYS_truncate},
#endif
#ifdef SYS_umask
  {"umask", SYS_umask},
#endif
#ifdef SYS_umount2
  {"umount2", SYS_umount2},
#endif
#ifdef SYS_unlink
  {"unlink", SYS_unlink},
#endif
#ifdef SYS_unlinkat
  {"unlinkat", SYS_unlinkat},
#endif
#ifdef SYS_unshare
  {"unshare", SYS_unshare},
#endif
#ifdef SYS_userfaultfd
  {"userfaultfd", SYS_userfaultfd},
#endif
#ifdef SYS_utime
  {"utime", SYS_utime},
#endif
#ifdef SYS_utimensat
  {"utimensat", SYS_utimensat},
#endif
#ifdef SYS_utimes
  {"utimes", SYS_utimes},
#endif
#ifdef SYS_vmsplice
  {"vmsplice", SYS_vmsplice},
#endif
#ifdef SYS_write
  {"write", SYS_write},
#endif
  {0, 0},
};
