// The profiles of the policy language, as commands in their order. A line with {a,b} stands for one line each, in that order;
// §/x stands for /proc/self/x and /proc/self/task/[0-9]*/x; R for lpath,npath,rpath. See expand-profile.ts.

/** Text of each profile of the language, before abbreviations are written out. */
export const LANGUAGE_PROFILES: Readonly<Record<string, string>> = {
  off: `sandbox/all:off
sandbox/fs,ioctl,lock,mem,pid,pty,force,tpe,uring:off`,

  lib: `include_profile off
lock:exec`,

  enforce: `default/all,fs,ioctl,force,tpe:deny`,

  trace: `log/level:info
sandbox/lock:off
sandbox/ioctl:on
sandbox/force:\${SYD_HAVE_FORCE}
default/all,fs,ioctl,force,tpe:warn`,

  oci: `include_profile nopie
include_profile trace
lock:off
trace/allow_safe_syslog:true`,

  quiet: `default/all:filter
default/block,mem,pid,force,segvguard,tpe:filter`,

  readonly: `trace/force_ro_open:true
deny/cpath,wpath+/***`,

  hide: `sandbox/lpath:on`,

  cwd: `allow/all+\${SYD_PWD}/***
allow/lock/all+\${SYD_PWD}`,

  core: `rlimit/core:inf
trace/allow_unsafe_dumpable:true`,

  debug: `include_profile core
trace/allow_unsafe_magiclinks:true
trace/allow_unsafe_exec_memory:true
trace/allow_unsafe_prctl:true
trace/allow_unsafe_prlimit:true
trace/allow_unsafe_ptrace:true`,

  privileged: `trace/allow_unsafe_caps:true`,
  nomem: `trace/allow_unsafe_exec_memory:true`,
  nopie: `trace/allow_unsafe_exec_nopie:true`,
  nomagic: `trace/force_no_magiclinks:true`,
  noxdev: `trace/force_no_xdev:true`,
  rand: `trace/force_rand_fd:true`,
  local: `trace/force_local_net:true`,
  noscm: `trace/deny_passrights:\${SYD_HAVE_SO_PASSRIGHTS}`,

  wx: `trace/force_wx_open:true
trace/force_umask:7177`,

  noipv4: `sandbox/net:on
allow/cnet+any6!0-65535
deny/cnet+any4!0-65535`,

  noipv6: `sandbox/net:on
allow/cnet+any4!0-65535
deny/cnet+any6!0-65535`,

  nixstore: `allow/R,exec+/nix/store/**`,

  ldd: `trace/allow_unsafe_exec_libc:true
trace/allow_unsafe_exec_ldso:true`,

  xdg: `passenv+XDG_*`,
  lang: `passenv+{LANG,LANGUAGE,LC_*,TZ,TZDIR,*_CHARSET}`,

  kvm: `allow/wpath+/dev/kvm
include_profile kvm_native
allow/ioctl+KVM_*`,

  kvm_native: `allow/ioctl+{0x0,0x0,0xc004ae02,0xc004ae0a,0x4040ae77,0xc208ae62,0x4208ae63,0x4030ae7b,0x8030ae7c,0x8070ae9f}
allow/ioctl+{0x4070aea0,0xc008aeba,0x8010aebb,0x8010aebc,0xc018ae85,0x81a0ae8c,0x41a0ae8d,0x8400ae8e,0x4400ae8f}
allow/ioctl+{0x4008ae90,0xc008ae91,0x8080aea1,0x4080aea2,0x9000aea4,0x5000aea5,0x8188aea6,0x4188aea7,0xaead}`,

  gui: `include_profile xdg
include_profile tty
trace/exit_wait_all:true
uts/host:none
uts/domain:none
passenv+{*DISPLAY*,*SESSION*,DBUS_*,GDK_*,GDM_*,GTK_*,KDE*,PULSE_*,QT_*,XAUTHORITY,XCURSOR_PATH,XINPUTRC,XKB_CONFIG_ROOT,XMODIFIERS}`,

  chrome: `include_profile lang
include_profile gui
allow/passfd+{!dir,!file,!memfd:*,!socket}
trace/allow_unsafe_exec_memory:true
trace/allow_unsafe_shm:true
trace/allow_unsafe_perm_shm:true
trace/allow_unsafe_page_cache:true`,

  firefox: `include_profile lang
include_profile gui
trace/allow_unsafe_cbpf:true
trace/allow_unsafe_chroot:true
trace/allow_unsafe_namespace:user,mount,pid
trace/allow_unsafe_magiclinks:true
trace/allow_unsafe_exec_libc:true
trace/allow_unsafe_exec_memory:true
trace/allow_unsafe_page_cache:true
trace/allow_unsafe_prlimit:true
trace/allow_unsafe_shm:true`,

  fs: `sandbox/fs:on
allow/fs+all
deny/fs+aafs,bpf_fs,securityfs,selinux,smack
deny/fs+binfmt_misc,debugfs,pstorefs,tracefs
deny/fs+cgroup,cgroup2,nsfs,pid_fd,rdtgroup
deny/fs+configfs,devmem,efivarfs,hostfs,inodefs,openprom
deny/fs+daxfs,secretmem
deny/fs+bdevfs,binderfs,fusectl,usbdevfs,xenfs,zonefs
deny/fs+nfsd,rpc_pipefs`,

  tty: `include_profile tty_native
allow/lock/read,ioctl,write+{/dev/tty,/dev/ptmx}
allow/lock/rpath,ioctl,write+/dev/pts
allow/R,wpath+{/dev/tty,/dev/ptmx}
allow/R+/dev/pts
allow/R,wpath+{/dev/pts/ptmx,/dev/pts/[0-9]*}`,

  tty_native: `allow/ioctl+{TCFLSH,TCSBRK,TCSBRKP,TCXONC,TC[GS]ET*,TIOCGPTN,TIOCGPTLCK,TIOCSPTLCK,TIOCGPTPEER,TIOCPKT,TIOCGPKT}
allow/ioctl+{TIOCSIG,TIOCGWINSZ,TIOCSWINSZ,TIOCSCTTY,TIOCNOTTY,TIOCGPGRP,TIOCGSID,TIOCGETD,TIOCEXCL,TIOCNXCL,TIOCGEXCL}
allow/ioctl+{TIOCINQ,TIOCOUTQ,TIOCSBRK,TIOCCBRK,TIOCMGET,TIOCMSET,TIOCMBIS,TIOCMBIC,TIOCMIWAIT,TIOCGDEV}
allow/ioctl+{TIOCGSOFTCAR,TIOCSSOFTCAR,TIOCGLCKTRMIOS}`,

  landlock: `sandbox/lock:on
allow/lock/rpath,exec+{/etc,/bin,/sbin,/lib,/opt,/usr}
allow/lock/rpath+/proc
allow/lock/read,ioctl,wpath+/dev/null
allow/lock/read,ioctl,write+{/dev/full,/dev/zero}
allow/lock/read,ioctl+{/dev/random,/dev/urandom}
allow/lock/rpath,wpath,cpath,tpath+{/dev/shm,/var/tmp,/tmp}`,

  user: `include_profile linux
include_profile landlock
include_profile local
include_profile nomagic
include_profile noscm
include_profile rand
include_profile tty
include_profile wx
sandbox/lpath:\${SYD_USER_LPATH:-on}
tpe/negate:1
tpe/user_owned:1
tpe/gid:\${SYD_GID}
allow/lock/all+\${SYD_HOME}
allow/all+\${SYD_HOME}/**
allow/R+\${SYD_HOME}/***
deny/all+\${SYD_HOME}/**/.*/***
allow/all+\${SYD_HOME}/**/.*history*`,

  container: `unshare/all:true
unshare/net:\${SYD_CONTAINER_NET:-true}
allow/R+/proc/uptime`,

  immutable: `include_profile container
bind+/opt:/opt:ro,exec,symfollow
bind+/usr:/usr:ro,exec,symfollow
bind+/etc:/etc:ro,symfollow
bind+{/mnt:/mnt,/srv:/srv,/home:/home}:ro
bind+tmpfs:/boot:ro,mode=0,nr_blocks=1,nr_inodes=1
bind+tmpfs:/run:exec,mode=1700,size=16m,nr_inodes=4k
bind+tmpfs:/tmp:exec,mode=1700,size=16m,nr_inodes=4k
bind+tmpfs:/dev/shm:mode=1700,size=16m,nr_inodes=4k
bind+tmpfs:/var/tmp:mode=1700,size=16m,nr_inodes=4k
bind+devpts:/dev/pts:dev,newinstance,ptmxmode=0600,mode=600
bind+sysfs:/sys:ro`,

  linux: `include_profile fs
allow/lpath,npath,readdir+/
allow/R,exec+/{bin/***,sbin/***,lib*/***,usr/***,opt/***}
deny/R,exec+/lib*/modules/***
allow/net/link+route
allow/cnet+{/run/nscd/socket,/var/run/nscd/socket,/var/lib/sss/pipes/nss,loopback!65535}
allow/R+{/dev,/dev/fd}
allow/R,mktemp+{/dev/shm/***,/var/tmp/***,/tmp/***}
allow/R,wpath,cpath,tpath,fattr+{/dev/shm/**,/var/tmp/**,/tmp/**}
allow/R,wpath+/dev/{full,zero,null,stdin,stdout,stderr,random,urandom}
allow/R+/proc
allow/R+§/{stat,statm,status}
mask+/dev/{mem,kmem}
mask+/dev/random:/dev/urandom
mask+/proc/{*info*/***,*stat*/***}:/dev/null:/var/empty
mask+/dev/cpu/[0-9]*/msr
mask+/dev/{ntsync,port}
allow/R+/proc/cmdline
mask+/proc/cmdline
allow/R+/proc/version
mask+/proc/{config.gz,consoles,crypto,dma,devices,fb,interrupts,io*,kallsyms,kcore,key*,kpage*,locks,mdstat,misc,modules,mtrr,partitions,swaps}
mask+/proc/{acpi/***,asound/***,bus/***,driver/***,*debug*/***,fs/***,irq/***,latency_*/***,timer_*/***}:/dev/null:/var/empty
mask+/proc/{*_stats/***,pressure/***,sched*/***,scsi/***,xen/***,sys*/***,tty/***}:/dev/null:/var/empty
allow/R+{/proc/sys,/proc/sys/kernel,/proc/sys/kernel/random,/proc/sys/kernel/random/*id}
mask+/proc/sys/kernel/random/{boot_id,uuid}:/proc/sys/kernel/random/uuid
mask+/sys/{block/***,bus/***,class/***,dev/***,devices/***,firmware/***,fs/***,hypervisor/***,kernel/***,module/***,power/***}:/dev/null:/var/empty
mask+/boot/***:/dev/null:/var/empty
allow/R+/proc/{self,thread-self}
allow/R+§/{comm,cmdline}
allow/R+/proc/self/{fd,fdinfo,task}
allow/R+/proc/self/task/[0-9]*
allow/R+/proc/self/task/[0-9]*/{fd,fdinfo}
allow/R+§/{cwd,exe,root}
allow/R+§/fdinfo/[0-9]*
allow/R,wpath+§/fd/[0-9]*
allow/R,wpath+/proc/self/fd/{anon_inode:\\[pidfd\\],pipe:\\[[0-9]*\\],socket:\\[[0-9]*\\]}
allow/R,wpath+/proc/self/task/[0-9]*/fd/{anon_inode:\\[pidfd\\],pipe:\\[[0-9]*\\],socket:\\[[0-9]*\\]}
allow/R+{/run,/run/systemd,/run/systemd/resolve,/run/systemd/resolve/*.conf,/var}
allow/R+/var/lib/sss/mc/{passwd,group}
allow/R,chroot+/var/empty
allow/R+/etc
allow/R+/etc/{DIR_COLORS,GREP_COLORS,bash*/***,alternatives/***,ca-certificates/***,env.d/***,groff/***,ld.so.conf.d/***,environment,ethertypes}
allow/R+/etc/{gai.conf,group,hosts,inputrc,issue,ld*,locale.alias,locale.conf,localtime}
mask+/etc/localtime:/usr/share/zoneinfo/UTC
mask+/usr/share/zoneinfo/**:/usr/share/zoneinfo/UTC:/var/empty
allow/R+/etc/{machine-id,hostid}
allow/R+/var/adm/hostid
allow/R+/etc/{man_db.conf,manpath.config,nanorc}
allow/R+/etc/**/nsswitch.conf
allow/R+/etc/{passwd,php*}
allow/R+/etc/php*/**/*.ini
allow/R+/etc/profile*/***
deny/R+/etc/profile*/*systemd*
allow/R+/etc/{services,*-release,protocols,resolv.conf,skel/***,ssl}
allow/R+/etc/ssl/{certs/***,misc/***,openssl.cnf}
allow/R+/etc/{terminfo/***,zsh/***}
allow/lpath+/home
allow/net+!unnamed
allow/create+{!pipe,!eventpoll,!eventfd,!signalfd}`,
};

/** Other names of profiles: one letter, or a second word. */
export const PROFILE_ALIASES: Readonly<Record<string, string>> = {
  c: "container",
  C: "core",
  d: "cwd",
  pwd: "cwd",
  D: "debug",
  E: "enforce",
  ff: "firefox",
  f: "fs",
  g: "gui",
  h: "hide",
  i: "immutable",
  l: "landlock",
  L: "linux",
  "@": "local",
  "6": "noipv4",
  "4": "noipv6",
  S: "nomagic",
  M: "nomem",
  P: "nopie",
  X: "noxdev",
  p: "privileged",
  q: "quiet",
  silent: "quiet",
  r: "rand",
  ro: "readonly",
  t: "tty",
  u: "user",
};
