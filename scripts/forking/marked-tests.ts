import ts from "typescript";

/** The words of a call's first argument, if it is a text. */
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

/** A statement, or the loop that runs nothing else. */
function withItsLoop(node: ts.Node): ts.Node {
  const { parent } = node;
  const isAlone = ts.isBlock(parent) && parent.statements.length === 1;
  return isAlone && ts.isForOfStatement(parent.parent) ? parent.parent : node;
}

/**
 * Takes the tests whose title carries a mark out of a file, groups of tests likewise.
 *
 * @param source the file's TypeScript
 * @param mark such as `@organizations`
 * @returns what is left of it
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

/** Whether any test is left in a file. */
export const hasTests = (source: string): boolean => /^\s*test(\.each)?\(/m.test(source);
