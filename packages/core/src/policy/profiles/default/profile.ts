import type { ProfileContext } from "../profile-text.ts";
import { CACHE_PARENTS, CACHES, RELAXATIONS, SECRETS, SETTINGS, SYSTEM_SECRETS } from "./table.ts";
import { defaultPlaces } from "./places.ts";
import { fillTemplate } from "../template.ts";

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

const PLACES = `
# Toolchains on PATH outside of the system.
allow/${LOOK}+{PATH}/***
# Work: the repository, the working directory, temporary files.
allow/${WORK}+{TMP}/***
allow/${WORK}+{GIT}/***
allow/${WORK}+{CWD}/***
# Sockets in temporary directories that belong to sessions outside.
deny/cnet+{TMP}/.X11-unix/***
deny/cnet+{TMP}/.ICE-unix/***
deny/cnet+{TMP}/ssh-*/***
deny/cnet+{TMP}/tmux-*/***
deny/cnet+{TMP}/screen*/***
deny/cnet+{TMP}/dbus-*
deny/cnet+{TMP}/keyring-*/***
deny/cnet+{TMP}/gpg-*/***
deny/cnet+{TMP}/pulse-*/***
# Editors, terminals and window managers execute what they are told by their sockets.
deny/cnet+{TMP}/emacs*/***
deny/cnet+{TMP}/nvim*/***
deny/cnet+{TMP}/zellij*/***
deny/cnet+{TMP}/abduco*/***
deny/cnet+{TMP}/dtach*
deny/cnet+{TMP}/kitty*
deny/cnet+{TMP}/mykitty*
deny/cnet+{TMP}/wezterm*
deny/cnet+{TMP}/i3-*/***
deny/cnet+{TMP}/mpv*
deny/cnet+{TMP}/*docker*
deny/cnet+{TMP}/*podman*/***
deny/cnet+{TMP}/vscode-*
`;

const HOME = `
# The tools' caches.
${CACHE_PARENTS.map((path) => `allow/npath,readdir,mkdir+{HOME}/${path}`).join("\n")}
${CACHES.map((path) => `allow/${WORK}+{HOME}/${path}/***`).join("\n")}
allow/${WORK}+{HOME}/.cargo/.package-cache*
allow/${WORK}+{HOME}/.cargo/.global-cache*
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
deny/npath,rpath+{HOME}/.config/git/credentials
${SYSTEM_SECRETS.map((path) => `deny/npath,rpath+${path}`).join("\n")}
# Memory and environment of other processes: ps asks for all of them, so nothing is reported.
filter/npath,rpath+/proc/[0-9]*/environ
filter/npath,rpath+/proc/[0-9]*/task/[0-9]*/environ
filter/npath,rpath+/proc/[0-9]*/mem
filter/npath,rpath+/proc/[0-9]*/task/[0-9]*/mem
# Secrets that would lie in a place to work in.
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
  RELAXATIONS + SWITCHES + SYSTEM + NETWORK + HOME + PLACES + INSTALLATION + WITHHELD + VARIABLES;

/**
 * The profile that runs start with: read the system and the toolchains on PATH, read and write the working directory,
 * temporary files and the tools' caches, no secrets and nothing else of the home directory, the network as outside.
 */
export const defaultProfile = (context: ProfileContext): string =>
  fillTemplate(DEFAULT_TEMPLATE, defaultPlaces(context));
