import ts from "typescript";

/** Returns the source of a call's first argument if it is a string or template literal. */
function titleOf(call: ts.CallExpression): string {
  const [first] = call.arguments;
  return first && (ts.isStringLiteralLike(first) || ts.isTemplateExpression(first)) ? first.getText() : "";
}

/** Whether a call begins with `test` or `describe`, such as `test.each(…)(…)`. */
function isOfTest({ expression }: ts.CallExpression): boolean {
  let left: ts.Expression = expression;
  while (ts.isPropertyAccessExpression(left) || ts.isCallExpression(left)) left = left.expression;
  return ts.isIdentifier(left) && (left.text === "test" || left.text === "describe");
}

/** Returns a statement, or the loop that contains nothing else. */
function withItsLoop(node: ts.Node): ts.Node {
  const { parent } = node;
  const isAlone = ts.isBlock(parent) && parent.statements.length === 1;
  return isAlone && ts.isForOfStatement(parent.parent) ? parent.parent : node;
}

/**
 * Removes the tests and groups of tests whose title contains a tag from a file.
 *
 * @param source the file's TypeScript
 * @param mark the tag, such as `@organizations`
 * @returns the remaining source
 */
export function withoutMarked(source: string, mark: string): string {
  const file = ts.createSourceFile("tests.tsx", source, ts.ScriptTarget.Latest, true);
  const pattern = new RegExp(`${mark}\\b`);
  const taken: ts.Node[] = [];
  const look = (node: ts.Node): void => {
    const call = ts.isExpressionStatement(node) && ts.isCallExpression(node.expression) && node.expression;
    if (call && isOfTest(call) && pattern.test(titleOf(call))) taken.push(withItsLoop(node));
    else ts.forEachChild(node, look);
  };
  look(file);
  return taken.reduceRight(
    (text, node) => text.slice(0, node.getFullStart()) + text.slice(node.getEnd()),
    source,
  );
}

/** Whether a file contains any tests. */
export const hasTests = (source: string): boolean => /^\s*test(\.each)?\(/m.test(source);
