import { describe, expect, test } from "vitest";
import { toolchainTrees } from "./toolchains.ts";

describe("what directories on PATH make readable", () => {
  test.each<[string, string[]]>([
    ["/home/u/.nvm/versions/node/v22.1.0/bin", ["/home/u/.nvm"]],
    ["/home/u/.pyenv/shims", ["/home/u/.pyenv"]],
    ["/root/.pyenv/shims", ["/root/.pyenv"]],
    [
      "/home/u/.local/share/fnm/node-versions/v20/installation",
      ["/home/u/.local/share/fnm/node-versions/v20/installation"],
    ],
    ["/home/u/node-v20", ["/home/u/node-v20"]],
    ["/home/u/.tool", ["/home/u/.tool/bin"]],
    ["/home/u/.tool/bin", ["/home/u/.tool/bin"]],
    ["/srv/tools/bin", ["/srv/tools/bin"]],
    ["/home/u", []],
    ["/home", []],
    ["/", []],
  ])("%s", (directory, expected) => {
    expect(toolchainTrees([directory], "/home/u")).toEqual(expected);
  });

  test.each(["/home/u/.cargo", "/home/u/.cargo/bin"])("%s shows no credentials", (directory) => {
    expect(toolchainTrees([directory], "/home/u")).toEqual([
      "/home/u/.cargo/bin",
      "/home/u/.rustup/toolchains",
      "/home/u/.rustup/settings.toml",
      "/home/u/.rustup/update-hashes",
    ]);
  });

  test.each(["/home/u/.local", "/home/u/.local/bin"])("%s shows no keyrings", (directory) => {
    expect(toolchainTrees([directory], "/home/u")).not.toContain("/home/u/.local");
    expect(toolchainTrees([directory], "/home/u")).toContain("/home/u/.local/bin");
  });
});
