import { describe, expect, test } from "vitest";
import {
  actionOf,
  CATEGORY_INDEX,
  compilePolicy,
  describeFilesystemRule,
  describeMask,
  describeRule,
  openPolicy,
  optionNumber,
  parsePolicy,
  ruleOf,
  type Category,
  type SealedPolicy,
} from "../index.ts";
import { encodeUtf8 } from "../utf8.ts";

const image = (text: string): Uint8Array =>
  compilePolicy(parsePolicy([{ kind: "file", name: "p.syd-3", text }], { environment: {} }).policy);

const decide = (sealed: SealedPolicy, category: Category, name: string): readonly [action: number, rule: number] => {
  const bytes = encodeUtf8(`xx${name}yy`);
  const verdict = sealed.decide(CATEGORY_INDEX[category], bytes, 2, bytes.length - 2);
  return [actionOf(verdict), ruleOf(verdict)];
};

const MIXED = `# rules of names and addresses in one list
allow/net/connect+127.0.0.1!80
deny/net/connect+/run/***
kill/net/connect+127.0.0.0/8!81
warn/net/connect+/run/ok
allow/all+/tmp/***
`;

describe("a policy image", () => {
  test("works wherever it lies", () => {
    const bytes = image(MIXED);
    const buffer = new Uint8Array(bytes.length + 64);
    buffer.set(bytes, 12);
    const sealed = openPolicy(buffer.subarray(12, 12 + bytes.length));
    expect(decide(sealed, "net/connect", "/run/x")).toEqual([3, 1]);
  });

  test("counts rules of names and addresses together", () => {
    const sealed = openPolicy(image(MIXED));
    const connect = CATEGORY_INDEX["net/connect"];
    const loopback = Uint8Array.of(127, 0, 0, 1);
    const mapped = encodeUtf8("\0".repeat(16));
    mapped.set([255, 255, 127, 0, 0, 1], 10);
    const verdicts = [
      sealed.decideAddress(connect, loopback, 0, 4, 80, 6),
      sealed.decideAddress(connect, loopback, 0, 4, 81, 6),
      sealed.decideAddress(connect, mapped, 0, 16, 81, 6),
      sealed.decideAddress(connect, loopback, 0, 4, 82, 6),
    ];
    expect(verdicts.map((verdict) => [actionOf(verdict), ruleOf(verdict)])).toEqual([
      [0, 0],
      [7, 2],
      [7, 2],
      [3, -1],
    ]);
    expect(decide(sealed, "net/connect", "/run/ok")).toEqual([1, 3]);
    expect(decide(sealed, "net/connect", "/tmp/s")).toEqual([0, 4]);
  });

  test("tells the rule that decided", () => {
    const sealed = openPolicy(image(MIXED));
    expect(describeRule(sealed, CATEGORY_INDEX["net/connect"], 3)).toEqual({
      text: "warn/net/connect+/run/ok",
      file: "p.syd-3",
      line: 5,
      column: 1,
    });
    expect(describeRule(sealed, CATEGORY_INDEX.read, 0)?.line).toBe(6);
    expect(describeRule(sealed, CATEGORY_INDEX.read, 1)).toBeUndefined();
    expect(describeRule(sealed, CATEGORY_INDEX.read, -1)).toBeUndefined();
  });

  test("keeps options", () => {
    const sealed = openPolicy(
      image(`trace/deny_dotdot:1
trace/force_umask:077
mem/max:1TiB
rlimit/nice:-20
trace/allow_unsafe_namespace:user,pid
`),
    );
    const names = [
      "trace/deny_dotdot",
      "trace/force_cloexec",
      "trace/force_umask",
      "mem/max",
      "rlimit/nice",
      "rlimit/nofile",
      "trace/allow_unsafe_namespace",
      "pipe/max",
      "log/level",
    ] as const;
    expect(Object.fromEntries(names.map((name) => [name, sealed.option(optionNumber(name))]))).toEqual({
      "trace/deny_dotdot": 1,
      "trace/force_cloexec": 0,
      "trace/force_umask": 0o77,
      "mem/max": 1024 ** 4,
      "rlimit/nice": -20,
      "rlimit/nofile": -1,
      "trace/allow_unsafe_namespace": 0x3000_0000,
      "pipe/max": 4096,
      "log/level": 4,
    });
    expect([sealed.option(-1), sealed.option(9999)]).toEqual([0, 0]);
  });

  test("judges by the block list whatever the categories say", () => {
    const blocking = openPolicy(image("sandbox/all:off\nblock+10.0.0.0/8\nblock+::1\ndefault/block:kill\n"));
    const plain = openPolicy(image("sandbox/all:off\n"));
    expect([blocking.blocks, plain.blocks]).toEqual([true, false]);
    const ten = Uint8Array.of(10, 9, 8, 7);
    expect([blocking.decideBlock(ten, 0, 4), plain.decideBlock(ten, 0, 4)]).toEqual([7, 0]);
    expect(blocking.decideBlock(Uint8Array.of(11, 0, 0, 0), 0, 4)).toBe(0);
    expect(blocking.decideBlock(Uint8Array.of(...Array.from({ length: 15 }, () => 0), 1), 0, 16)).toBe(7);
  });

  test("takes !all of descriptors for every one", () => {
    const sealed = openPolicy(image("allow/sendfd,create+!all\n"));
    expect([decide(sealed, "sendfd", "!memfd:a/b"), decide(sealed, "create", "!pipe")]).toEqual([
      [0, 0],
      [3, -1],
    ]);
  });

  test("finds the last mask that matches and tells its targets", () => {
    const sealed = openPolicy(
      image("mask+/proc/***:/dev/null:/var/empty\nmask+/proc/version:/etc/issue\nmask+/a\\:b\n"),
    );
    const maskOf = (name: string): number => sealed.maskOf(encodeUtf8(name), 0, name.length);
    expect([sealed.masks, maskOf("/proc/x"), maskOf("/proc/version"), maskOf("/a:b"), maskOf("/b")]).toEqual([
      true,
      0,
      1,
      2,
      -1,
    ]);
    expect(
      [0, 1, 2, 3].map((mask) => describeMask(sealed, mask)).map((mask) => mask && [mask.file, mask.directory]),
    ).toEqual([["/dev/null", "/var/empty"], ["/etc/issue", "/etc/issue"], ["/dev/null", "/dev/null"], undefined]);
    expect(describeMask(sealed, 1)?.rule).toEqual({
      text: "mask+/proc/version:/etc/issue",
      file: "p.syd-3",
      line: 2,
      column: 1,
    });
  });

  test.each([
    ["sandbox/fs:off", [], []],
    ["allow/fs+all", [], []],
    ["default/fs:allow", [], []],
    ["", [0xef53n], [3]],
    [
      "default/fs:warn\nallow/fs+ext,proc\nkill/fs+proc",
      [0xef53n, 0xef51n, 0x9fa0n, 0x1021994n, 0x1_0000_ef53n],
      [0, 0, 7, 1, 1],
    ],
    ["allow/fs+ext\ndeny/fs+all\nallow/fs+0x10000EF53,5", [0xef53n, 0x1_0000_ef53n, 5n, 6n], [3, 0, 0, 3]],
    ["allow/fs+all\ndeny/fs+proc", [0xef53n, 0x9fa0n], [0, 3]],
    ["allow/fs+ext,proc\nallow/fs-ext", [0xef53n, 0x9fa0n], [3, 0]],
  ] as const)("judges types of file systems: %j", (text, types, actions) => {
    const sealed = openPolicy(image(text));
    const verdicts = types.map((type) => sealed.decideFilesystem(Number(type & 0xffff_ffffn), Number(type >> 32n)));
    expect([sealed.filesystems, verdicts.map(actionOf)]).toEqual([types.length > 0, types.length > 0 ? actions : []]);
  });

  test("names the rule that decided about a file system", () => {
    const sealed = openPolicy(image("allow/fs+ext\nwarn/fs+proc"));
    const [ext, proc, other] = [0xef53, 0x9fa0, 1].map((type) => ruleOf(sealed.decideFilesystem(type, 0)));
    expect([ext!, proc!, other!].map((rule) => describeFilesystemRule(sealed, rule)?.text)).toEqual([
      "allow/fs+ext",
      "warn/fs+proc",
      undefined,
    ]);
  });

  test.each([
    ["cut off", (bytes: Uint8Array) => bytes.subarray(0, bytes.length - 4)],
    ["empty", () => new Uint8Array(0)],
    ["of another kind", () => new Uint8Array(128)],
    ["not aligned", (bytes: Uint8Array) => new Uint8Array([0, ...bytes]).subarray(1)],
  ])("is refused when it is %s", (_, damage) => {
    expect(() => openPolicy(damage(image(MIXED)))).toThrow(TypeError);
  });
});
