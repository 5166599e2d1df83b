import { describe, expect, test } from "vitest";
import { CATEGORY_INDEX, type Category } from "../../category/category.ts";
import { actionOf, ACTIONS } from "../../action.ts";
import { compilePolicy } from "../../image/compile-policy.ts";
import { openPolicy } from "../../image/open-policy.ts";
import { parsePolicy } from "../../parse/parse-policy.ts";
import type { SealedPolicy } from "../../sealed-policy.ts";
import { encodeUtf8 } from "../../utf8.ts";
import { profileText, type ProfileContext } from "../profile-text.ts";

const CONTEXT: ProfileContext = {
  home: "/home/u",
  cwd: "/home/u/project",
  tmp: ["/tmp", "/var/tmp"],
  uid: 1000,
  gid: 1000,
  pathDirs: ["/home/u/.nvm/versions/node/v22.1.0"],
};

const open = (context: ProfileContext): SealedPolicy => {
  const { policy } = parsePolicy([{ kind: "profile", name: "default" }], {
    environment: {},
    profileText: (name) => profileText(name, context),
  });
  return openPolicy(compilePolicy(policy));
};

const verdict = (sealed: SealedPolicy, category: Category, name: string): string => {
  const bytes = encodeUtf8(name);
  return ACTIONS[actionOf(sealed.decide(CATEGORY_INDEX[category], bytes, 0, bytes.length))] ?? "none";
};

describe("the default profile in an ordinary project", () => {
  const sealed = open(CONTEXT);

  test.each<[Category, string, string]>([
    ["read", "/usr/lib/libc.so.6", "allow"],
    ["read", "/etc/passwd", "allow"],
    ["read", "/etc/shadow", "deny"],
    ["read", "/etc/ssh/ssh_host_rsa_key", "deny"],
    ["read", "/proc/self/maps", "allow"],
    ["read", "/proc/1234/environ", "filter"],
    ["write", "/usr/bin/node", "deny"],
    ["write", "/dev/null", "allow"],
    ["write", "/dev/pts/3", "allow"],
    ["read", "/dev/sda", "deny"],
    ["read", "/home/u/project/index.js", "allow"],
    ["write", "/home/u/project/out/a.js", "allow"],
    ["create", "/home/u/project/new", "allow"],
    ["mkdir", "/home/u/project/node_modules", "allow"],
    ["read", "/home/u/project/.env", "deny"],
    ["read", "/home/u/project/.env.local", "deny"],
    ["read", "/home/u/project/packages/a/.env", "deny"],
    ["rename", "/home/u/project/.env", "deny"],
    ["read", "/home/u/project/.env.example", "allow"],
    ["read", "/home/u/project/.environment", "deny"],
    ["read", "/home/u/project/.env/lib/python3/site.py", "allow"],
    ["read", "/tmp/x/.env", "deny"],
    ["create", "/tmp/file", "allow"],
    ["readdir", "/tmp", "allow"],
    ["readdir", "/", "allow"],
    ["readdir", "/home/u", "deny"],
    ["read", "/home/u/.ssh/id_ed25519", "deny"],
    ["read", "/home/u/.npmrc", "deny"],
    ["read", "/home/u/notes.txt", "deny"],
    ["read", "/home/u/.gitconfig", "allow"],
    ["write", "/home/u/.gitconfig", "deny"],
    ["read", "/home/u/.config/git/ignore", "allow"],
    ["read", "/home/u/.config/git/credentials", "deny"],
    // Caches of our own, and the others for reading (review 7).
    ["mkdir", "/home/u/.npm", "deny"],
    ["read", "/home/u/.npm/_npx/1a/node_modules/.bin/tool", "allow"],
    ["write", "/home/u/.npm/_npx/1a/node_modules/.bin/tool", "deny"],
    ["create", "/home/u/.cache/sbx/npm/_cacache/x", "allow"],
    ["create", "/home/u/.local/share/pnpm/store/v10/files/00/x", "allow"],
    ["create", "/home/u/.local/share/pnpm/pnpm", "deny"],
    ["create", "/home/u/.config/go/telemetry/local/x", "allow"],
    ["read", "/home/u/.config/go/env", "allow"],
    ["create", "/home/u/.config/go/env", "deny"],
    ["create", "/home/u/.yarn/bin/yarn", "deny"],
    ["create", "/home/u/.bun/install/global/x", "deny"],
    ["create", "/home/u/.ccache/ccache.conf", "deny"],
    ["create", "/home/u/.cache/ccache/ccache.conf", "deny"],
    ["create", "/home/u/.cache/node/corepack/v1/pnpm/10/bin/pnpm.cjs", "deny"],
    ["create", "/home/u/.cache/pre-commit/x", "deny"],
    ["create", "/home/u/.cache/uv/x", "deny"],
    ["create", "/home/u/.cache/go-build/x", "deny"],
    ["create", "/home/u/.local/share/virtualenv/x", "deny"],
    ["create", "/home/u/.gradle/init.d/x.gradle", "deny"],
    ["create", "/home/u/.gradle/wrapper/dists/x", "deny"],
    ["create", "/home/u/.cargo/config.toml", "deny"],
    ["create", "/home/u/.cargo/bin/cargo", "deny"],
    ["create", "/home/u/.m2/settings.xml", "deny"],
    // Code among temporary files that programs outside execute (review 3).
    ["write", "/tmp/node-compile-cache/v22/x", "deny"],
    ["mkdir", "/tmp/node-compile-cache", "deny"],
    ["write", "/tmp/v8-compile-cache-1000/x", "deny"],
    ["write", "/tmp/tsx-1000/x", "deny"],
    ["write", "/tmp/jest_rs/x", "deny"],
    ["write", "/tmp/ts-node-1000/x", "deny"],
    ["rename", "/tmp/playwright-transform-cache-1000", "deny"],
    ["create", "/tmp/sbx-1000/node-compile-cache/x", "allow"],
    // Sockets of sessions (review 6).
    ["rename", "/tmp/ssh-a/agent.1", "deny"],
    ["delete", "/tmp/ssh-a/agent.1", "deny"],
    ["net/connect", "/tmp/ssh-a/agent.1", "deny"],
    ["create", "/tmp/ssh-a/notes", "allow"],
    ["rename", "/tmp/tmux-1000", "deny"],
    ["net/bind", "/tmp/tmux-1000/default", "deny"],
    ["rename", "/tmp/.X11-unix/X0", "deny"],
    ["symlink", "/tmp/.ICE-unix", "deny"],
    ["rename", "/tmp/dbus-abc", "deny"],
    ["write", "/tmp/my-docker-notes", "allow"],
    // Memory of the kernel and secrets of root's (review 12d).
    ["read", "/proc/kmsg", "deny"],
    ["read", "/proc/vmallocinfo", "deny"],
    ["read", "/proc/kpagecount", "deny"],
    ["read", "/sys/kernel/debug/x", "deny"],
    ["read", "/etc/letsencrypt/live/x/privkey.pem", "deny"],
    ["read", "/etc/netplan/x.yaml", "deny"],
    ["mkdir", "/home/u/.cache", "allow"],
    ["readdir", "/home/u/.cache", "allow"],
    ["read", "/home/u/.cache/mozilla/x", "deny"],
    ["create", "/home/u/.cache/other", "deny"],
    ["create", "/home/u/.npm/_cacache/x", "deny"],
    ["read", "/home/u/.nvm/versions/node/v22.1.0/bin/node", "allow"],
    ["read", "/home/u/.nvm/alias/default", "allow"],
    ["read", "/root/x", "deny"],
    ["net/connect", "/run/docker.sock", "deny"],
    ["net/connect", "/run/user/1000/bus", "deny"],
    ["net/connect", "/tmp/.X11-unix/X0", "deny"],
    ["net/connect", "/tmp/sbx-1000/tsx-1000/1.pipe", "allow"],
    ["net/connect", "/tmp/nvim.u/abc/nvim.1.0", "deny"],
    ["net/connect", "/tmp/emacs1000/server", "deny"],
    ["net/connect", "/tmp/.s.PGSQL.5432", "allow"],
    ["net/connect", "/run/nscd/socket", "filter"],
    ["net/connect", "@dbus", "deny"],
    ["net/bind", "@own", "allow"],
    ["net/bind", "!unnamed", "allow"],
    ["create", "!memfd:a/b", "allow"],
    ["create", "!pipe", "allow"],
    ["stat", "/home/u/.ssh", "allow"],
    ["exec", "/home/u/anything", "allow"],
    ["chroot", "/tmp", "deny"],
    ["mkcdev", "/home/u/project/null", "deny"],
  ])("%s %s: %s", (category, name, expected) => {
    expect(verdict(sealed, category, name)).toBe(expected);
  });

  test("the internet is open", () => {
    const verdictOf = sealed.decideAddress(CATEGORY_INDEX["net/connect"], Uint8Array.of(1, 2, 3, 4), 0, 4, 443, 6);
    expect(actionOf(verdictOf)).toBe(0);
  });
});

const NPX = "/home/u/.cache/sbx/npm/_npx/1a/node_modules";
const BUNDLE = "/home/u/project/node_modules/@sbx/cli/dist/run.js";
const IN_REPOSITORY = { cwd: "/r/a", gitCommonDir: "/r/.git", installation: ["/r/node_modules"] };

test("the directories above an installation keep their names", () => {
  const above = encodeUtf8("/home/u/.cache/sbx/npm/_npx/1a");
  expect(open({ ...CONTEXT, installation: [NPX] }).withholdsBelow(above, 0, above.length)).toBe(true);
});

test.each([".cache", ".config", ".local/state", "go", ".m2"])(
  "nothing is moved to where ~/%s is to be made, with what is in it (review 7)",
  (name) => {
    const path = encodeUtf8(`/home/u/${name}`);
    expect(open(CONTEXT).withholdsBelow(path, 0, path.length)).toBe(true);
  },
);

const IN_TMP = { cwd: "/tmp/job", gitCommonDir: "/tmp/.git", programs: ["/tmp/tools"] };
const ON_PATH = { programs: ["/tmp/tools", "/home/u/project/bin", "/tmp"] };
const TERMINALS = { terminals: ["/dev/pts/3"] };

describe("a home among temporary files, as containers have it", () => {
  const places = { home: "/tmp/u", cwd: "/tmp/u/project" };

  test.each<[string, Partial<ProfileContext>, Category, string, string]>([
    ["is a home", {}, "readdir", "/tmp/u", "deny"],
    ["is a home", {}, "write", "/tmp/u/.bashrc", "deny"],
    ["is a home", {}, "create", "/tmp/u/new", "deny"],
    ["has the project in it", {}, "write", "/tmp/u/project/a", "allow"],
    ["has the caches in it", {}, "write", "/tmp/u/.cache/sbx/npm/a", "allow"],
    ["has neighbours", {}, "write", "/tmp/v", "allow"],
    ["has temporary files in it", { tmp: ["/tmp", "/tmp/u/t"] }, "write", "/tmp/u/t/a", "allow"],
    ["has temporary files in it", { tmp: ["/tmp", "/tmp/u/t"] }, "write", "/tmp/u/.bashrc", "deny"],
    ["is all of them", { home: "/tmp", cwd: "/tmp/p" }, "write", "/tmp/a", "allow"],
  ])("%s (%j): %s of %s is %s", (_, context, category, path, expected) => {
    expect(verdict(open({ ...CONTEXT, ...places, ...context }), category, path)).toBe(expected);
  });
});

describe("the default profile in odd places", () => {
  test.each<[string, Partial<ProfileContext>, Category, string, string]>([
    ["in the home directory", { cwd: "/home/u" }, "read", "/home/u/.ssh/id_ed25519", "deny"],
    ["in the home directory", { cwd: "/home/u" }, "read", "/home/u/notes.txt", "allow"],
    ["in the home directory", { cwd: "/home/u" }, "rename", "/home/u/.ssh", "deny"],
    ["with a home directory in /tmp", { home: "/tmp/h" }, "read", "/tmp/h/.npmrc", "deny"],
    ["with a home directory in /tmp", { home: "/tmp/h" }, "create", "/tmp/h/.ssh/authorized_keys", "deny"],
    ["in /etc", { cwd: "/etc" }, "write", "/etc/shadow", "deny"],
    ["in /etc", { cwd: "/etc" }, "write", "/etc/hosts", "allow"],
    ["with PATH in the home directory", { pathDirs: ["/home/u"] }, "read", "/home/u/.ssh/id_rsa", "deny"],
    ["in the root directory", { cwd: "/" }, "write", "/usr/bin/node", "deny"],
    ["in the root directory", { cwd: "/" }, "read", "/root/x", "deny"],
    ["with a home directory of /", { home: "/" }, "read", "/.ssh/id_rsa", "deny"],
    ["in a path with brackets", { cwd: "/w/a[b]*" }, "write", "/w/a[b]*/f", "allow"],
    ["in a path with brackets", { cwd: "/w/a[b]*" }, "write", "/w/ab/f", "deny"],
    ["in a path with a dollar", { cwd: "/w/$x" }, "write", "/w/$x/f", "allow"],
    ["in a path with a line end", { cwd: "/w/a\nb" }, "write", "/w/a\nb/f", "allow"],
    ["in a path with a backslash", { cwd: "/w/a\\b" }, "write", "/w/a\\b/f", "allow"],
    ["installed by npx", { installation: [NPX] }, "write", `${NPX}/@sbx/cli/dist/run.js`, "deny"],
    ["installed by npx", { installation: [NPX] }, "create", `${NPX}/@sbx/cli/dist/run.1.cache`, "deny"],
    ["installed by npx", { installation: [NPX] }, "delete", `${NPX}/.bin/sbx`, "deny"],
    ["installed by npx", { installation: [NPX] }, "rename", NPX, "deny"],
    ["installed by npx", { installation: [NPX] }, "read", `${NPX}/@sbx/cli/dist/run.js`, "allow"],
    ["installed in /tmp", { installation: ["/tmp/s/dist"] }, "write", "/tmp/s/dist/run.js", "deny"],
    ["installed in the project", { installation: ["/home/u/project/node_modules"] }, "write", BUNDLE, "allow"],
    ["installed in the repository", IN_REPOSITORY, "write", "/r/node_modules/@sbx/cli/dist/run.js", "allow"],
    ["with a program of PATH in /tmp (review 7)", ON_PATH, "create", "/tmp/tools/ls", "deny"],
    ["with a program of PATH in /tmp (review 7)", ON_PATH, "create", "/tmp/other/ls", "allow"],
    ["with a program of PATH in the project (review 7)", ON_PATH, "create", "/home/u/project/bin/ls", "allow"],
    ["with a terminal of another's (review 8)", TERMINALS, "read", "/dev/pts/3", "deny"],
    ["with a terminal of another's (review 8)", TERMINALS, "write", "/dev/pts/3", "deny"],
    ["with a terminal of another's (review 8)", TERMINALS, "write", "/dev/pts/4", "allow"],
    ["with git in ~/.ssh (review 1)", { gitCommonDir: "/home/u/.ssh" }, "read", "/home/u/.ssh/id_rsa", "deny"],
    ["with git in ~/.ssh (review 1)", { gitCommonDir: "/home/u/.aws/x" }, "read", "/home/u/.aws/x/config", "deny"],
    ["with git in the home directory (review 1)", { gitCommonDir: "/home/u" }, "read", "/home/u/notes.txt", "deny"],
    ["with git above it (review 1)", { gitCommonDir: "/home/.git", cwd: "/home/x" }, "read", "/home/u/notes", "deny"],
    ["with git in /tmp (review 1)", IN_TMP, "create", "/tmp/tools/ls", "deny"],
    ["with PATH in ~/.ssh (review 2)", { pathDirs: ["/home/u/.ssh"] }, "read", "/home/u/.ssh/id_rsa", "deny"],
    ["with TMPDIR in ~/.ssh (review 2)", { tmp: ["/home/u/.ssh"] }, "read", "/home/u/.ssh/id_rsa", "deny"],
    ["with two homes (review 12f)", { otherHomes: ["/r"], cwd: "/r" }, "read", "/r/.ssh/id_rsa", "deny"],
    ["in /tmp (review 6)", { cwd: "/tmp" }, "rename", "/tmp/tmux-1000/default", "deny"],
    [
      "in a folder with a name of sessions (review 6)",
      { cwd: "/tmp/tsx-demo" },
      "write",
      "/tmp/tsx-demo/a.ts",
      "allow",
    ],
    ["in a worktree", { gitCommonDir: "/home/u/main/.git" }, "write", "/home/u/main/.git/index", "allow"],
    ["in a worktree", { gitCommonDir: "/home/u/main/.git" }, "write", "/home/u/main/x", "deny"],
    ["in a folder of a repository", { cwd: "/r/a", gitCommonDir: "/r/.git" }, "read", "/r/package.json", "allow"],
  ])("%s (%o): %s %s is %s", (_, context, category, name, expected) => {
    expect(verdict(open({ ...CONTEXT, ...context }), category, name)).toBe(expected);
  });
});
