"use strict";
// Loads run.js with the byte code that V8 made of it when it was bundled; without it, for another version of V8, V8
// compiles it anew. The cache lies beside the code and is as trusted as it is.
const { readFileSync } = require("node:fs");
const { Script } = require("node:vm");

if (typeof process.getBuiltinModule !== "function") {
  require("node:fs").writeSync(2, `sbx: Node ${process.versions.node} is too old: install Node 20.19 or newer\n`);
  process.exit(125);
}

function read(name, encoding) {
  try {
    return readFileSync(name, encoding);
  } catch {
    return undefined;
  }
}

const filename = `${__dirname}/run.js`;
const cachedData = read(`${__dirname}/run.${process.versions.v8}.${process.arch}.cache`);
const source = read(filename, "latin1");
const script = new Script(source, cachedData === undefined ? { filename } : { filename, cachedData });
script.runInThisContext()(exports, require, module, filename, __dirname);
exports.script = script;
