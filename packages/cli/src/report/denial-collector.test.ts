import { describe, expect, test } from "vitest";
import { DenialCollector } from "./denial-collector.ts";
import type { ObservedEvent } from "./denial-event.ts";

const rule = { category: "read", text: "deny/read+/home/me/.ssh/***", file: "profile default", line: 9, column: 1 };

function event(cap: string[], path: string, more: Partial<ObservedEvent> = {}): ObservedEvent {
  return {
    time: 0,
    pid: 1,
    comm: "node",
    sys: "openat",
    cap,
    act: "deny",
    errno: 13,
    rules: [],
    path: Buffer.from(path),
    ...more,
  };
}

describe("DenialCollector", () => {
  test("counts the same name once per event and says how to allow it", () => {
    const collector = new DenialCollector();
    collector.add(event(["read"], "/home/me/.ssh/id_ed25519", { rules: [rule] }));
    collector.add(event(["read"], "/home/me/.ssh/id_ed25519", { rules: [rule], comm: "cat", sys: "open" }));
    expect(collector.groups()).toEqual([
      {
        categories: ["read"],
        action: "deny",
        target: "/home/me/.ssh/id_ed25519",
        count: 2,
        calls: ["openat", "open"],
        programs: ["node", "cat"],
        rules: [rule],
        allow: "allow/read+/home/me/.ssh/id_ed25519",
        context: undefined,
        reason: undefined,
      },
    ]);
  });

  test("names of one directory become one group, most frequent first", () => {
    const collector = new DenialCollector();
    for (const name of ["a", "b", "c"]) collector.add(event(["write", "create"], `/srv/${name}`));
    collector.add(event(["read"], "/srv/a"));
    for (let times = 0; times < 5; times += 1) collector.add(event(["readdir"], "/"));
    expect(collector.groups().map(({ target, count, allow }) => [target, count, allow])).toEqual([
      ["/", 5, "allow/readdir+/"],
      ["/srv/*", 3, "allow/write,create+/srv/*"],
      ["/srv/a", 1, "allow/read+/srv/a"],
    ]);
  });

  test("categories that were asked but did not refuse are left out", () => {
    const collector = new DenialCollector();
    const asked = event(["write", "create", "truncate"], "/srv/a", { rules: [rule], tip: "allow/create+/srv/a" });
    collector.add(asked);
    expect(collector.groups().map(({ categories, rules, allow }) => [categories, rules, allow])).toEqual([
      [["create"], [], "allow/create+/srv/a"],
    ]);
  });

  test("different rules are different groups", () => {
    const collector = new DenialCollector();
    collector.add(event(["read"], "/home/me/.ssh/a", { rules: [rule] }));
    collector.add(event(["read"], "/home/me/.ssh/a"));
    expect(collector.groups().map(({ rules }) => rules)).toEqual([[rule], []]);
  });

  test("addresses and contexts have no directory", () => {
    const collector = new DenialCollector();
    const { path: _path, ...bare } = event(["net/connect"], "");
    collector.add({ ...bare, addr: "10.0.0.1!22" });
    collector.add({ ...bare, addr: "10.0.0.1!23" });
    collector.add({ ...bare, cap: [], ctx: "verify_elf", tip: "why" });
    expect(collector.groups().map(({ target, allow, context, reason }) => [target, allow, context, reason])).toEqual([
      ["10.0.0.1!22", "allow/net/connect+10.0.0.1!22", undefined, undefined],
      ["10.0.0.1!23", "allow/net/connect+10.0.0.1!23", undefined, undefined],
      ["", undefined, "verify_elf", "why"],
    ]);
  });

  test("its memory is bounded", () => {
    const collector = new DenialCollector();
    for (let index = 0; index < 5000; index += 1) collector.add(event(["read"], `/d${index}/f`));
    expect([collector.total, collector.ungrouped, collector.groups().length]).toEqual([5000, 904, 4096]);
  });
});
