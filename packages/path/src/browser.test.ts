import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { buildSync } from "esbuild";
import { expect, test } from "vitest";

test("the package runs where there is nothing but the language", () => {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("index.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    globalName: "sbxPath",
    platform: "browser",
    write: false,
  });
  const program = `${outputFiles[0]?.text ?? ""}
    const arena = new sbxPath.PathArena();
    const interner = new sbxPath.PathInterner();
    const path = arena.normalize(arena.add(sbxPath.encodeLatin1("//usr/./lib")));
    let code;
    try { sbxPath.join("/a", ".."); } catch (error) { code = error.code; }
    JSON.stringify([arena.text(path), interner.internFrom(arena, path), sbxPath.normalize("a//b"), code]);`;
  expect(runInContext(program, createContext({}))).toBe('["/usr/lib",0,"a/b","DOTDOT"]');
});
