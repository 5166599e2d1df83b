import { describe, expect, test } from "vitest";
import { installationTrees } from "./installation.ts";

describe("installationTrees", () => {
  test.each([
    ["npx", "/h/.npm/_npx/1a/node_modules/@sbx/cli/dist", ["/h/.npm/_npx/1a/node_modules"]],
    ["npm, in a package", "/p/node_modules/a/node_modules/@sbx/cli/dist", ["/p/node_modules"]],
    ["pnpm, globally", "/h/p/5/.pnpm/@sbx+cli@1/node_modules/@sbx/cli/dist", ["/h/p/5/.pnpm", "/h/p/5/node_modules"]],
    ["pnpm, in a project", "/p/node_modules/.pnpm/@sbx+cli@1/node_modules/@sbx/cli/dist", ["/p/node_modules"]],
    ["nothing, by hand", "/tmp/sbx/dist", ["/tmp/sbx/dist"]],
  ])("of what %s has put in %s", (_, folder, expected) => {
    expect(installationTrees([folder])).toEqual(expected);
  });

  test("names each tree once", () => {
    const folders = ["/g/node_modules/@sbx/cli/dist", "/g/node_modules/@sbx/native-linux-x64-gnu", "/c/build/Release"];
    expect(installationTrees(folders)).toEqual(["/g/node_modules", "/c/build/Release"]);
  });
});
