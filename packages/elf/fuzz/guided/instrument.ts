import { transformSync, type PluginObj, type PluginPass, type types } from "@babel/core";

type Babel = { readonly types: typeof types };

/** A plugin that puts a counter in front of every block, branch, and operand of a logical expression. */
function counters(next: () => number): (babel: Babel) => PluginObj<PluginPass> {
  return ({ types: t }) => {
    const count = (): types.Expression =>
      t.updateExpression("++", t.memberExpression(t.identifier("__edges"), t.numericLiteral(next()), true));
    const counted = (expression: types.Expression): types.Expression => t.sequenceExpression([count(), expression]);
    return {
      visitor: {
        BlockStatement(path): void {
          path.node.body.unshift(t.expressionStatement(count()));
        },
        IfStatement(path): void {
          const { node } = path;
          if (!t.isBlockStatement(node.consequent)) node.consequent = t.blockStatement([node.consequent]);
          if (node.alternate === null || node.alternate === undefined) node.alternate = t.blockStatement([]);
        },
        ConditionalExpression(path): void {
          path.node.consequent = counted(path.node.consequent);
          path.node.alternate = counted(path.node.alternate);
        },
        LogicalExpression(path): void {
          path.node.right = counted(path.node.right);
        },
      },
    };
  };
}

/** Instrumented code, and how many counters it has. */
export interface Instrumented {
  readonly code: string;
  readonly edges: number;
}

/** Instruments a script; it counts in the array `__edges`. */
export function instrument(code: string): Instrumented {
  let edges = 0;
  const result = transformSync(code, {
    configFile: false,
    babelrc: false,
    compact: false,
    sourceType: "script",
    plugins: [counters(() => edges++)],
  });
  if (typeof result?.code !== "string") throw new Error("nothing instrumented");
  return { code: result.code, edges };
}
