"use strict";
// Loads the bundle with the byte code that V8 made of it; without it V8 compiles anew, and a run leaves its byte code behind.
// That lies beside the code, and nowhere else: it is as trusted as the code is.
const fs = require("node:fs");
const { Script } = require("node:vm");

if (typeof process.getBuiltinModule !== "function") {
  fs.writeSync(2, `sbx: Node ${process.versions.node} is too old: install Node 20.19 or newer\n`);
  process.exit(125);
}

function read(name, encoding) {
  try {
    return fs.readFileSync(name, encoding);
  } catch {
    return undefined;
  }
}

/** V8 forgets what a long run needed at its start; and flags make another byte code. */
const isOrdinaryRun = () =>
  process.uptime() < 10 && process.execArgv.length === 0 && process.env.NODE_OPTIONS === undefined;

/** Only in a folder that is our user's, and that nobody else may write. */
function keepCode() {
  const temporary = `${cache}.${process.pid}`;
  try {
    const { uid, mode } = fs.statSync(__dirname);
    if (uid !== process.geteuid() || (mode & 0o022) !== 0 || !isOrdinaryRun()) return;
    fs.writeFileSync(temporary, script.createCachedData(), { flag: "wx" });
    fs.chmodSync(temporary, 0o644);
    fs.renameSync(temporary, cache);
  } catch {
    // The next run is as slow as this one was.
    fs.rmSync(temporary, { force: true });
  }
}

// BUNDLE is put in by the bundler: the name says which code it is, so that byte code of another is never met.
const filename = `${__dirname}/${BUNDLE}`;
const cache = `${filename}.${process.versions.v8}.${process.arch}.cache`;
const cachedData = read(cache);
const source = read(filename, "latin1");
const script = new Script(source, cachedData === undefined ? { filename } : { filename, cachedData });
const bundle = { exports: {} };
script.runInThisContext()(bundle.exports, require, bundle, filename, __dirname);
bundle.exports.start(script.cachedDataRejected === false ? undefined : keepCode);
