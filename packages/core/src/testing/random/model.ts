import * as fc from "fast-check";
import { link, type Tree } from "../tree/tree.ts";

/** What lies in a random tree. */
export type Leaf =
  | { readonly kind: "file" }
  | { readonly kind: "link"; readonly to: string }
  | { readonly kind: "folder"; readonly in: Model };

/** A random tree by names. */
export interface Model {
  readonly [name: string]: Leaf;
}

const NAME = fc.constantFrom("zqa", "zqb", "zqc");

const COMPONENT = fc.oneof(
  { weight: 12, arbitrary: NAME },
  { weight: 2, arbitrary: fc.constant("..") },
  { weight: 2, arbitrary: fc.constantFrom(".", "", "z".repeat(255), "z".repeat(256)) },
);

/** Paths that go four steps up at most: where they start from a folder that lies deeper, nothing outside is touched. */
export const randomPath = (base: string): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom("", "", "", `${base}/`),
      fc.array(COMPONENT, { minLength: 1, maxLength: 4 }).filter((parts) => parts[0] !== ""),
      fc.constantFrom("", "", "", "/", "//"),
    )
    .map(([prefix, parts, slashes]) => prefix + parts.join("/") + slashes);

function leaf(base: string, depth: number): fc.Arbitrary<Leaf> {
  const folders = depth === 0 ? [] : [{ weight: 4, arbitrary: randomModel(base, depth - 1).map(folderOf) }];
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant<Leaf>({ kind: "file" }) },
    { weight: 4, arbitrary: randomPath(base).map((to): Leaf => ({ kind: "link", to })) },
    ...folders,
  );
}

const folderOf = (inner: Model): Leaf => ({ kind: "folder", in: inner });

/** Trees of a few names; absolute links lead below `base`. */
export const randomModel = (base: string, depth = 2): fc.Arbitrary<Model> =>
  fc.dictionary(NAME, leaf(base, depth), { maxKeys: 3 });

/** The tree of a model, for the fake. */
export const treeOf = (model: Model): Tree =>
  Object.fromEntries(
    Object.entries(model).map(([name, entry]) => [
      name,
      entry.kind === "file" ? "x" : entry.kind === "link" ? link(entry.to) : treeOf(entry.in),
    ]),
  );

/** The fake tree that holds a model in the folder `base`. */
export const treeAt = (base: string, model: Model): Tree =>
  base
    .split("/")
    .filter((part) => part !== "")
    .reduceRight<Tree>((inner, part) => ({ [part]: inner }), treeOf(model));
