import { dirname, join, normalize } from "node:path";

/** Tells every cycle of imports between files; imports of types only do not count. */
export function checkCycles(sources) {
  const graph = new Map(sources.map((source) => [source.file, targets(source)]));
  const state = new Map();
  const problems = [];
  const visit = (file, trail) => {
    if (state.get(file) === "done" || !graph.has(file)) return;
    if (state.get(file) === "open") {
      problems.push(`a cycle of imports: ${[...trail.slice(trail.indexOf(file)), file].join(" → ")}`);
      return;
    }
    state.set(file, "open");
    for (const target of graph.get(file)) visit(target, [...trail, file]);
    state.set(file, "done");
  };
  for (const file of graph.keys()) visit(file, []);
  return problems;
}

function targets({ file, imports }) {
  const real = imports.filter(({ name, onlyType }) => !onlyType && name.startsWith("."));
  return real.map(({ name }) => normalize(join(dirname(file), name)));
}
