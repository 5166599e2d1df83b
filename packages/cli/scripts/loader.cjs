"use strict";
// Loads bundles with the byte code that V8 made of them; without it V8 compiles anew, and a run leaves its byte code behind.
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

/** Scripts whose byte code is to be kept, by where it goes. */
const compiled = new Map();

/** Only in a folder that is our user's, and that nobody else may write. */
function keepCode() {
  if (compiled.size === 0 || !isOrdinaryRun()) return;
  const { uid, mode } = fs.statSync(__dirname);
  if (uid === process.geteuid() && (mode & 0o022) === 0) compiled.forEach(write);
}

function write(script, cache) {
  const temporary = `${cache}.${process.pid}`;
  try {
    fs.writeFileSync(temporary, script.createCachedData(), { flag: "wx" });
    fs.chmodSync(temporary, 0o644);
    fs.renameSync(temporary, cache);
  } catch {
    // The next run is as slow as this one was.
    fs.rmSync(temporary, { force: true });
  }
}

function load(name) {
  // BUNDLES is put in by the bundler: a name says which code it is, so that byte code of another is never met.
  const bundle = BUNDLES[name];
  if (bundle === undefined) return require(name);
  const filename = `${__dirname}/${bundle}`;
  const cache = `${filename}.${process.versions.v8}.${process.arch}.cache`;
  const cachedData = read(cache);
  const source = read(filename, "latin1");
  const script = new Script(source, cachedData === undefined ? { filename } : { filename, cachedData });
  if (script.cachedDataRejected !== false) compiled.set(cache, script);
  const module = { exports: {} };
  script.runInThisContext()(module.exports, load, module, filename, __dirname);
  return module.exports;
}

load("./run.js").start(keepCode);
