import { describe, expect, test } from "vitest";
import { ERRNO, errnoName } from "../../abi/index.ts";
import { PolicyError } from "../errors.ts";
import { parsePolicy } from "./parse-policy.ts";

/** The name of the error with which commands, separated by ` ; `, are refused; OK where they are taken. */
const outcome = (commands: string): string => {
  try {
    parsePolicy(
      commands.split(" ; ").map((text) => ({ kind: "line", text })),
      { environment: {} },
    );
    return "OK";
  } catch (error) {
    if (error instanceof PolicyError) return errnoName(error.errno);
    throw error;
  }
};

describe("what starts with an error as recorded", () => {
  test.each([
    ["O205", "deny/read+/r/f ; deny/read^", "EINVAL"],
    ["O214", "allow/stat,read-x+/r/f", "EINVAL"],
    ["O223", "allow/read+/r/d/../f", "EILSEQ"],
    ["O226", "allow/read+f", "EINVAL"],
    ["O227", "allow/read+", "EINVAL"],
    ["O229", "allow/read+${NO_SUCH_VARIABLE}/f", "EINVAL"],
    ["O233", "allow/read+/r/d/.", "EILSEQ"],
    ["O243", "sandbox/mkdev:on", "EINVAL"],
    ["O244", "allow/net/accept+any!0", "EINVAL"],
    ["O245", "append+/***", "EINVAL"],
    ["O246", "crypt+/***", "EINVAL"],
    ["O247", "sandbox/read?", "EINVAL"],
    ["O248", "ghost", "EINVAL"],
    ["O249", "load/off", "EINVAL"],
    ["O250", "deny/read^", "EINVAL"],
    ["O251", "lock ; allow/read+/***", "EPERM"],
    ["O252", "lock:0 ; allow/read+/***", "OK"],
    ["O253", "stat ; allow/read+/***", "OK"],
    ["O272", "allow/mkdir+**/a", "EINVAL"],
    ["O332", "mask+/r/a\\b", "EINVAL"],
    ["O333", "mask+f", "EINVAL"],
    ["O331", "mask+/r/a\\:b", "OK"],
    ["O420", "lock:on ; sandbox/read:on", "EPERM"],
    ["O421", "lock:drop ; sandbox/read:on ; allow/read+/***", "EPERM"],
    ["O422", "lock:read ; sandbox/read:on", "EPERM"],
    ["O423", "lock:exec ; lock:off ; lock:drop", "EPERM"],
    ["O690", "force+/bin/probe:crc32:00000000", "EINVAL"],
    ["O691", "sandbox/force:on ; force+/bin/probe:crc32:00000000", "EINVAL"],
    ["O692", "sandbox/force:on ; force+/bin/probe:nosuch:00000000", "EOPNOTSUPP"],
    ["O727", "nosuch/command:1", "EINVAL"],
  ])("%s %s: %s", (_, commands, expected) => {
    expect(outcome(commands)).toBe(expected);
  });
});

describe("single commands as recorded at run time", () => {
  test.each([
    ["O234", "sandbox/mkdev:on default/mkdev:deny allow/mkdev+/x deny/mkdev+/x", "EINVAL"],
    ["O234", "sandbox/mkbdev:on allow/mkcdev+/x", "OK"],
    ["O235", "sandbox/net/accept:on default/net/accept:deny allow/net/accept+any!0", "EINVAL"],
    ["O235", "sandbox/net/bind:on sandbox/net:off", "OK"],
    ["O236", "append+/x append-/x append^ crypt+/x sandbox/crypt:on crypt/key:1 crypt/tmp:/tmp reset", "EINVAL"],
    ["O236", "config/expand:0 trace/allow_unsafe_uring:1 trace/allow_unsafe_sendfd_pipe:1 mem/kill:1", "EINVAL"],
    ["O236", "pid/kill:1 allow/wrset+/x allow/rdset+/x ioctl/allow+TCGETS name/host:x", "EINVAL"],
    ["O237", "sandbox/nosuch:on sandbox/read:maybe default/read:nosuch default/lock:stop default/pid:deny", "EINVAL"],
    ["O237", "default/block:allow default/force:allow allow/read allow/read+ trace/allow_unsafe_nosuch:1", "EINVAL"],
    ["O237", "lock:maybe deny/lock/read+/etc allow/lock/readlink+/etc", "EINVAL"],
    ["O237", "default/pid:kill default/tpe:warn allow/lock/read+/etc", "OK"],
    ["O238", "sandbox/read:1 sandbox/read:0 sandbox/read:t sandbox/read:TRUE sandbox/read:On sandbox/read:off", "OK"],
    ["O238", "sandbox/read:yes sandbox/read:no sandbox/READ:on Sandbox/read:on sandbox/read=on", "EINVAL"],
    ["O239", "sandbox/nosuch? lock? trace/deny_dotdot?", "EINVAL"],
    ["O240", "allow/read^ deny/read^ allow/read,nosuch+/y", "EINVAL"],
    ["O240", "allow/read^/none allow/read-/none mask^ block^ mask-/none allow/all+/x allow/all-/x allow/all^/x", "OK"],
    ["O240", "allow/read,stat+/y", "OK"],
    ["O242", "log/level:7 log/verbose:3 timeout:9 mem/max:1G pid/max:100 pipe/max:4096 xattr/max:0 force^", "OK"],
    ["O242", "trace/deny_dotdot:1 trace/force_umask:077 trace/allow_unsafe_cbpf:1 trace/force_cloexec:1", "OK"],
    ["O242", "setenv!A=b passenv+X uts/host:a rlimit/nofile:9 bind+/a:/b ipc:none segvguard/expiry:0 domain+@a", "OK"],
    ["O242", "segvguard/maxcrashes:0 @a/sandbox/read:on cmd/move!a", "EINVAL"],
    ["O390", "allow/net/connect+127.0.0.1!80 allow/net/connect+127.0.0.1!65535 allow/net/connect+127.0.0.1/8!80", "OK"],
    ["O390", "allow/net/connect+ANY!80 allow/net/connect+Loopback6!80", "OK"],
    ["O390", "allow/net/connect+localhost!80 allow/net/connect+127.0.0.1 allow/net/connect+127.0.0.1!http", "EINVAL"],
    ["O390", "allow/net/connect+*!80 allow/net/connect+127.0.0.1!70000 allow/net/connect+127.0.0.1/33!80", "EINVAL"],
    ["O390", "allow/net/connect+127.0.0.1!90-80", "EINVAL"],
    ["O391", "allow/net/connect+[::1]!80 allow/net/connect+127.0.0.1! allow/net/connect+127.0.0.1!*", "EINVAL"],
    ["O391", "allow/net/connect+127.0.0.1!0x50 allow/net/connect+relative", "EINVAL"],
    ["O391", "allow/net/connect+::1!80 allow/net/connect+::1/64!1-2 allow/net/connect+127.0.0.1@80", "OK"],
    ["O391", "allow/net/connect+127.0.0.1!80,443 allow/net/connect+127.0.0.1!80,90-100 allow/net/connect+@x", "OK"],
    ["O391", "allow/net/connect+!unnamed allow/net/connect+!nosuch allow/net/connect+/a/**", "OK"],
    ["O392", "allow/net/connect+tcp!127.0.0.1!80 allow/net/connect+tcp!127.0.0.1!* allow/net/connect+tcp!*!*", "OK"],
    ["O392", "allow/net/connect+net!any!80 allow/net/connect+unix!/a allow/net/connect+unix!@a", "OK"],
    ["O392", "allow/net/connect+unix!!unnamed allow/net/connect+icmp!127.0.0.1!1", "OK"],
    ["O392", "allow/net/connect+udplite!any!1-2", "OK"],
    [
      "O392",
      "allow/net/connect+tcp4!::1!80 allow/net/connect+tcp!localhost!80 allow/net/connect+tcp!127.0.0.1",
      "EINVAL",
    ],
    ["O392", "allow/net/connect+unix!127.0.0.1!80 allow/net/connect+foo!127.0.0.1!80", "EINVAL"],
    ["O393", "block+127.0.0.1 block+10.0.0.0/8 block+::1 block-10.0.0.0/8 block-9.9.9.9 block! block^", "OK"],
    ["O393", "allow/net/link+route", "OK"],
    ["O393", "block+127.0.0.1!80 block+loopback", "EINVAL"],
  ])("%s %s: %s", (_, commands, expected) => {
    const all = commands.split(" ");
    expect(Object.fromEntries(all.map((command) => [command, outcome(command)]))).toEqual(
      Object.fromEntries(all.map((command) => [command, expected])),
    );
  });

  test.each([
    ["unshare/user,pid:on", "OK"],
    ["unshare/all:on", "OK"],
    ["log/lock/same_exec_off,new_exec_on:1", "OK"],
    ["unshare/users:on", "EINVAL"],
    ["unshare/user?", "EINVAL"],
    ["unshare/user,:on", "EINVAL"],
  ])("%s: %s", (command, expected) => {
    expect(outcome(command)).toBe(expected);
  });

  test("a blank before an operator is refused", () => {
    expect(outcome("sandbox/read : on")).toBe("EINVAL");
  });
});

describe("lock:drop lets a policy become stricter only", () => {
  test.each([
    ["sandbox/walk:on", "OK"],
    ["sandbox/read:off", "EPERM"],
    ["deny/read+/x", "OK"],
    ["kill/read+/x", "OK"],
    ["warn/read+/x", "EPERM"],
    ["allow/read+/x", "EPERM"],
    ["allow/read-/x", "OK"],
    ["deny/read-/x", "EPERM"],
    ["default/read:kill", "OK"],
    ["default/read:allow", "EPERM"],
    ["block+::1", "OK"],
    ["block^", "EPERM"],
    ["mask+/x", "EPERM"],
    ["mem/max:1G", "OK"],
    ["pipe/max:4096", "OK"],
    ["pipe/max:8192", "EPERM"],
    ["xattr/max:0", "OK"],
    ["trace/deny_dotdot:1", "OK"],
    ["trace/allow_unsafe_create:1", "EPERM"],
    ["trace/allow_unsafe_cbpf:0", "EPERM"],
    ["trace/force_umask:7777", "OK"],
    ["trace/force_umask:0", "EPERM"],
    ["trace/force_umask:7077 ; trace/force_umask:7777", "OK"],
    ["log/level:7", "EPERM"],
    ["lock:read", "OK"],
    ["lock:off", "EPERM"],
  ])("%s: %s", (command, expected) => {
    expect(outcome(`lock:drop ; ${command}`)).toBe(expected);
  });
});

describe("domains", () => {
  test.each([
    ["domain+@a ; @a/sandbox/read:on ; @a/allow/read+/x ; @default/deny/read+/x", "OK"],
    ["domain+@a ; @a/lock:on", "EINVAL"],
    ["domain+@a ; @a/unshare/user:1", "EINVAL"],
    ["domain+@a ; @a/@a/sandbox/read:on", "EINVAL"],
    ["domain+@a ; @b/sandbox/read:on", "EINVAL"],
    ["domain+@a ; @a/allow/raed+/x", "EINVAL"],
    ["domain+@a ; @a", "EINVAL"],
    ["domain+@default", "EEXIST"],
    ["domain-@default", "EPERM"],
    ["domain+@a2345678901234567", "ENAMETOOLONG"],
    ["domain+@1", "EILSEQ"],
    ["domain+a", "EINVAL"],
    ["domain+@a ; move/@a/exec+/bin/** ; @a/move/@default/connect+any!80 ; move/@a/exec^", "OK"],
    ["domain+@a ; move/@b/exec+/bin/**", "EINVAL"],
    ["domain+@a ; move/@a/open+/bin/**", "EINVAL"],
    ["domain+@a ; move/@a/exec+bin", "EINVAL"],
    ["domain+@a ; cmd/move!a ; cmd/move!@a", "OK"],
    ["cmd/move!a", "EINVAL"],
  ])("%s: %s", (commands, expected) => {
    expect(outcome(commands)).toBe(expected);
  });
});

test("the error numbers are the kernel's", () => {
  expect([ERRNO.EINVAL, ERRNO.EILSEQ, ERRNO.EPERM]).toEqual([22, 84, 1]);
});
