import { describe, expect, test } from "vitest";
import { TYPE } from "../../file-type.ts";
import { kindName } from "./descriptor-kind.ts";

const NO_TYPE = 0;

describe("what rules call a descriptor", () => {
  test.each<[number, string, string]>([
    [TYPE.regular, "/etc/hostname", "!file"],
    [TYPE.regular, "/tmp/gone (deleted)", "!file"],
    [TYPE.directory, "/etc", "!dir"],
    [TYPE.character, "/dev/null", "!cdev"],
    [TYPE.block, "/dev/sda", "!bdev"],
    [TYPE.fifo, "/tmp/fifo", "!fifo"],
    [TYPE.fifo, "pipe:[123]", "!pipe"],
    [TYPE.socket, "socket:[123]", "!socket"],
    [TYPE.link, "/tmp/link", "!symlink"],
    [TYPE.link, "/proc/12/exe", "!magiclink"],
    [TYPE.link, "/proc/12/task/13/fd/4", "!magiclink"],
    [TYPE.link, "/proc/12/comm", "!symlink"],
    [TYPE.regular, "/proc/12/exe", "!file"],
    [TYPE.regular, "/memfd:name (deleted)", "!memfd:name"],
    [TYPE.regular, "/memfd: (deleted)", "!memfd:"],
    [TYPE.regular, "/memfd:a\n$1$& (deleted)", "!memfd:a\n$1$&"],
    [TYPE.regular, "/secretmem (deleted)", "!secretmem"],
    [NO_TYPE, "anon_inode:[eventfd]", "!eventfd"],
    [NO_TYPE, "anon_inode:[eventpoll]", "!eventpoll"],
    [NO_TYPE, "anon_inode:inotify", "!inotify"],
    [NO_TYPE, "anon_inode:[pidfd]", "!pidfd"],
    [TYPE.regular, "pidfd:[7]", "!pidfd"],
    [TYPE.regular, "net:[4026531840]", "!nsfs"],
    [NO_TYPE, "", "!unknown"],
    [NO_TYPE, "/somewhere", "!unknown"],
  ])("type %i named %j is %j", (type, name, kind) => {
    expect(kindName(type, name)).toBe(kind);
  });
});
