/** What each package may import of the others (docs/architecture.md), and of outside. */
const LAYERS = {
  path: { packages: [], outside: [], system: "none" },
  glob: { packages: ["path"], outside: [], system: "none" },
  elf: { packages: [], outside: [], system: "none" },
  core: { packages: ["path", "glob", "elf"], outside: ["zod"], system: "none" },
  native: { packages: ["core"], outside: [], system: "all" },
  cli: { packages: ["path", "glob", "elf", "core", "native"], outside: [], system: "all" },
};

/** Tells every import that the layers forbid; tests, benchmarks and fuzzers may import anything. */
export function checkLayers(sources) {
  return sources.filter((source) => source.isProduct).flatMap(checkSource);
}

function checkSource({ file, packageName, imports }) {
  const layer = LAYERS[packageName];
  if (layer === undefined) return [`${file}: there is no package '${packageName}' in the layers`];
  return imports.flatMap(({ name }) => {
    const wrong = forbidden(name, layer);
    return wrong === undefined ? [] : [`${file}: imports '${name}': ${wrong}`];
  });
}

function forbidden(name, layer) {
  if (name.startsWith("."))
    return name.startsWith("../../../packages") ? "import another package by its name" : undefined;
  if (name.startsWith("node:")) return layer.system === "all" ? undefined : "this package does not touch the system";
  if (name.startsWith("@sbx/")) {
    const [, packageName, deeper] = name.split("/");
    if (deeper !== undefined) return "import a package by its root";
    return layer.packages.includes(packageName) ? undefined : "the layers do not allow it";
  }
  return layer.outside.includes(name.split("/")[0]) ? undefined : "this package has no such dependency";
}
