import type { ProfileContext } from "../profile-text.ts";
import { fillTemplate } from "../template.ts";
import { defaultPlaces } from "./places.ts";
import { CACHE_PARENTS, CACHES, READABLE_CACHES, SETTINGS } from "./tables/home.ts";
import { RELAXATIONS } from "./tables/relaxations.ts";
import { SECRETS, SYSTEM_SECRETS } from "./tables/secrets.ts";
import { CODE_CACHES, SESSIONS, SOCKETS } from "./tables/temporary.ts";
import { variableLines } from "./variables.ts";

/** Looking at names, links and metadata, listing and executing are unguarded; the rules still hold if switched on. */
const SWITCHES = `
sandbox/all:on
sandbox/walk,list,stat,readlink,chdir,exec,passfd:off
sandbox/fs,ioctl,lock,mem,pid,pty,force,tpe,uring,proxy:off
`;

const LOOK = "lpath,npath,rpath,exec";
const CHANGE = "wpath,cpath,tpath,spath,mktemp,fown,fattr,bnet";
const WORK_BUT_CONNECT = `${LOOK},${CHANGE}`;
const WORK = `${WORK_BUT_CONNECT},cnet`;

const WITHHOLD = "npath,rpath,exec,wpath,cpath,tpath,spath,mktemp,fown,fattr,net";

const SYSTEM = `
# The system and what it is made of.
allow/lpath,npath,readdir+/
allow/${LOOK}+/usr/***
allow/${LOOK}+/bin/***
allow/${LOOK}+/sbin/***
allow/${LOOK}+/lib/***
allow/${LOOK}+/lib32/***
allow/${LOOK}+/lib64/***
allow/${LOOK}+/libx32/***
allow/${LOOK}+/opt/***
allow/${LOOK}+/nix/store/***
allow/${LOOK}+/snap/***
allow/${LOOK}+/etc/***
allow/${LOOK}+/var/lib/ca-certificates/***
allow/${LOOK}+/var/lib/dpkg/***
allow/${LOOK}+/var/cache/fontconfig/***
# The files that /etc/resolv.conf and its like lead to.
allow/${LOOK}+/run/systemd/resolve/***
allow/${LOOK}+/run/resolvconf/***
allow/${LOOK}+/run/NetworkManager/*resolv.conf
allow/${LOOK}+/run/connman/resolv.conf
allow/${LOOK}+/mnt/wsl/resolv.conf
# What programs ask about the machine and themselves.
allow/${LOOK}+/proc/***
allow/${LOOK}+/sys/devices/system/***
allow/${LOOK}+/sys/fs/cgroup/***
allow/${LOOK}+/sys/kernel/mm/transparent_hugepage/***
allow/${LOOK}+/dev
# (/proc/self is resolved to the number of the process before it is judged.)
allow/wpath+/proc/*/comm
allow/wpath+/proc/*/oom_score_adj
allow/wpath+/proc/*/coredump_filter
allow/wpath+/proc/*/task/*/comm
allow/wpath+/proc/*/fd/**
allow/wpath+/proc/*/task/*/fd/**
# Devices that are no hardware.
allow/${LOOK},wpath+/dev/null
allow/${LOOK},wpath+/dev/zero
allow/${LOOK},wpath+/dev/full
allow/${LOOK},wpath+/dev/random
allow/${LOOK},wpath+/dev/urandom
allow/${LOOK},wpath+/dev/tty
allow/${LOOK},wpath+/dev/ptmx
allow/${LOOK},wpath+/dev/pts/***
allow/${LOOK},wpath+/dev/fd/***
allow/${LOOK},wpath+/dev/std*
allow/${WORK}+/dev/shm/***
# Objects without a path.
allow/${WORK}+!**
allow/passfd+!all
`;

const NETWORK = `
# The network as outside; sockets of services on this machine only where they resolve names.
allow/net/link+route,generic,usersock
allow/net+any!0-65535
allow/${WORK_BUT_CONNECT}+@**
allow/cnet+/run/systemd/resolve/io.systemd.Resolve
allow/cnet+/var/lib/sss/pipes/nss
filter/cnet+/run/nscd/socket
filter/cnet+/var/run/nscd/socket
filter/cnet+/run/systemd/userdb/**
filter/cnet+/run/systemd/journal/**
filter/cnet+/dev/log
`;

const TEMPORARY = `
# Temporary files; a home among them is a home.
allow/${WORK}+{TMP}/***
deny/${WORK}+{TMPHOME}/***
`;

const PLACES = `
# Toolchains on PATH outside of the system.
allow/${LOOK}+{PATH}/***
# Work: the repository and the working directory.
allow/${WORK}+{GIT}/***
allow/${WORK}+{CWD}/***
`;

const RESERVED = `
# Among temporary files: sockets of sessions outside, and code that programs outside keep there to execute it later.
${SOCKETS.map((path) => `deny/rename,net+{SHARED}/${path}`).join("\n")}
${SESSIONS.map((path) => `deny/${WITHHOLD}+{SHARED}/${path}`).join("\n")}
${CODE_CACHES.map((path) => `deny/${CHANGE}+{SHARED}/${path}`).join("\n")}
# A place to work in may have such a name.
allow/${WORK}+{TMPWORK}/***
# What PATH leads to is executed by name.
deny/${CHANGE}+{ONPATH}/***
# Terminals that are others'.
deny/${LOOK},wpath+{TERMINALS}
`;

const HOME = `
# The tools' caches.
${CACHE_PARENTS.map((path) => `allow/npath,readdir,mkdir+{HOME}/${path}`).join("\n")}
# (They are made, not moved here with what is in them: a directory is not moved to where names below it are withheld.)
${CACHE_PARENTS.map((path) => `deny/rename+{HOME}/${path}/*`).join("\n")}
${READABLE_CACHES.map((path) => `allow/${LOOK}+{HOME}/${path}/***`).join("\n")}
${CACHES.map((path) => `allow/${WORK}+{HOME}/${path}/***`).join("\n")}
# Settings that tools die without.
${SETTINGS.map((path) => `allow/${LOOK}+{HOME}/${path}`).join("\n")}
`;

const WITHHELD = `
# Secrets. Files named .env are withheld everywhere; to give those of a project away, add
#   allow/read,rename+\${SYD_PWD}/**/.env*
deny/read,rename+/**/.env*
allow/read,rename+/**/.env.example
allow/read,rename+/**/.env.sample
allow/read,rename+/**/.env.template
allow/read,rename+/**/.env.dist
${SYSTEM_SECRETS.map((path) => `deny/npath,rpath+${path}`).join("\n")}
# Memory and environment of other processes: ps asks for all of them, so nothing is reported.
filter/npath,rpath+/proc/[0-9]*/environ
filter/npath,rpath+/proc/[0-9]*/task/[0-9]*/environ
filter/npath,rpath+/proc/[0-9]*/mem
filter/npath,rpath+/proc/[0-9]*/task/[0-9]*/mem
# Secrets, in whatever place to work in they lie.
${SECRETS.map((path) => `deny/${WITHHOLD}+{SECRETS}/${path}`).join("\n")}
${SYSTEM_SECRETS.filter((path) => path.startsWith("/etc/"))
  .map((path) => `deny/${WITHHOLD}+{ETC}${path.slice(4)}`)
  .join("\n")}
`;

const INSTALLATION = `
# sbx itself, where it is installed among caches or temporary files.
deny/${CHANGE}+{SBX}/***
`;

/** Variables that lead to the sockets of services outside, which the rules above do not let a program reach. */
const VARIABLES = `
unsetenv!SSH_AUTH_SOCK
unsetenv!SSH_AGENT_PID
unsetenv!GPG_AGENT_INFO
unsetenv!DBUS_SESSION_BUS_ADDRESS
unsetenv!DBUS_SYSTEM_BUS_ADDRESS
unsetenv!DOCKER_HOST
unsetenv!DISPLAY
unsetenv!WAYLAND_DISPLAY
unsetenv!XAUTHORITY
unsetenv!XDG_RUNTIME_DIR
unsetenv!KUBECONFIG
`;

/** The profile with the names of places, such as `{HOME}`, where paths begin. */
export const DEFAULT_TEMPLATE: string =
  RELAXATIONS +
  SWITCHES +
  VARIABLES +
  SYSTEM +
  NETWORK +
  TEMPORARY +
  HOME +
  PLACES +
  RESERVED +
  INSTALLATION +
  WITHHELD;

/**
 * The profile that runs start with: read the system and the toolchains on PATH, read and write the working directory,
 * temporary files and the tools' caches, no secrets and nothing else of the home directory, the network as outside.
 */
export const defaultProfile = (context: ProfileContext): string =>
  fillTemplate(DEFAULT_TEMPLATE, defaultPlaces(context)) + variableLines(context.variables ?? []);
