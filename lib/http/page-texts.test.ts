import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

/**
 * The components that send messages to the browser: those of the client components in their property `texts`. Any other
 * component with such a list passes it on to one of them.
 */
const LAYOUTS = ["AuthCard", "AppShell", "AccountLayout", "AdminLayout"];

type Module = {
  source: ts.SourceFile;
  /** The messages that the components of the module use. */
  used: string[];
  /** The file that each imported name comes from. */
  imports: Map<string, string>;
  /** The files that the module imports, also on demand. */
  files: string[];
  runsOnServerOnly: boolean;
};

const modules = new Map<string, Module>();

function fileOf(importer: string, specifier: string): string | undefined {
  const base = specifier.startsWith("@/")
    ? specifier.slice(2)
    : specifier.startsWith(".") && path.join(path.dirname(importer), specifier);
  const files = base ? [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`] : [];
  return files.find((file) => /\.tsx?$/.test(file) && existsSync(file));
}

function descendants(node: ts.Node): ts.Node[] {
  const found: ts.Node[] = [node];
  ts.forEachChild(node, (child) => {
    found.push(...descendants(child));
  });
  return found;
}

const isType = ({ importClause }: ts.ImportDeclaration) =>
  importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;

function parse(file: string, text: string): Module {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const nodes = descendants(source);
  const imports = new Map<string, string>();
  const files: string[] = [];
  const used: string[] = [];
  for (const node of nodes) {
    if (ts.isImportDeclaration(node) && !isType(node)) {
      const from = fileOf(file, (node.moduleSpecifier as ts.StringLiteral).text);
      if (from === undefined) continue;
      files.push(from);
      const names = node.importClause?.namedBindings;
      if (names && ts.isNamedImports(names))
        for (const { name, isTypeOnly } of names.elements) if (!isTypeOnly) imports.set(name.text, from);
    }
    if (!ts.isCallExpression(node)) continue;
    const [argument] = node.arguments;
    if (node.expression.kind === ts.SyntaxKind.ImportKeyword && argument && ts.isStringLiteral(argument))
      files.push(...[fileOf(file, argument.text)].filter((from) => from !== undefined));
    if (node.expression.getText() === "useClientMessages") used.push(literal(argument));
  }
  const runsOnServerOnly = /^\s*(\/\*[\s\S]*?\*\/\s*)?"use server"/.test(text);
  return { source, used, imports, files, runsOnServerOnly };
}

function literal(node: ts.Node | undefined): string {
  if (!node || !ts.isStringLiteral(node)) throw new Error(`Not a string: ${node?.getText()}`);
  return node.text;
}

function moduleOf(file: string): Module {
  const known = modules.get(file) ?? parse(file, readFileSync(file, "utf8"));
  modules.set(file, known);
  return known;
}

/** Returns the files that run for the components of a file, without server actions. */
function reachable(file: string, found = new Set<string>()): Set<string> {
  const { runsOnServerOnly, files } = moduleOf(file);
  if (runsOnServerOnly || found.has(file)) return found;
  found.add(file);
  for (const next of files) reachable(next, found);
  return found;
}

const messagesUsedIn = (file: string) => [...reachable(file)].flatMap((other) => moduleOf(other).used);

/** Returns the identifiers of a node, and those of the declarations in the same file that it refers to. */
function identifiersOf(node: ts.Node, seen = new Set<ts.Node>()): Set<string> {
  const names = new Set<string>();
  const pending = [node];
  for (let next = pending.pop(); next; next = pending.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    for (const found of descendants(next)) {
      if (!ts.isIdentifier(found) || names.has(found.text)) continue;
      names.add(found.text);
      const { text } = found;
      pending.push(...descendants(node.getSourceFile()).filter((other) => declares(other, text)));
    }
  }
  return names;
}

const declares = (node: ts.Node, name: string) =>
  (ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node)) && node.name?.getText() === name;

type Layout = { file: string; name: string; declared: string[] | null; used: string[] };

/** Lists the layouts that a file renders, with the messages that they send and those that their content uses. */
function layoutsIn(file: string): Layout[] {
  const { source, imports } = moduleOf(file);
  return descendants(source).flatMap((node): Layout[] => {
    const tag = ts.isJsxElement(node) ? node.openingElement : node;
    if (!ts.isJsxOpeningLikeElement(tag) || !isLayout(tag)) return [];
    if (tag === node && !ts.isJsxSelfClosingElement(node)) return [];
    const names = [...identifiersOf(node)];
    const used = names.flatMap((name) => imports.get(name) ?? []).flatMap(messagesUsedIn);
    return [{ file, name: tag.tagName.getText(), declared: declaredIn(tag), used: sorted(used) }];
  });
}

const textsOf = ({ attributes }: ts.JsxOpeningLikeElement) =>
  attributes.properties.find((one) => one.name?.getText() === "texts");

const expressionOf = (attribute: ts.JsxAttributeLike) =>
  ts.isJsxAttribute(attribute) && attribute.initializer && ts.isJsxExpression(attribute.initializer)
    ? attribute.initializer.expression
    : undefined;

function isLayout(tag: ts.JsxOpeningLikeElement): boolean {
  const name = tag.tagName.getText();
  const texts = textsOf(tag);
  return (
    LAYOUTS.includes(name) ||
    (texts !== undefined && ts.isArrayLiteralExpression(expressionOf(texts) ?? texts))
  );
}

/** Returns the messages that a layout sends, or `null` if it passes on those of another layout. */
function declaredIn(tag: ts.JsxOpeningLikeElement): string[] | null {
  const texts = textsOf(tag);
  if (!texts) return [];
  const value = expressionOf(texts);
  if (value && ts.isIdentifier(value)) return null;
  if (!value || !ts.isArrayLiteralExpression(value)) throw new Error(`Not a list: ${texts.getText()}`);
  return sorted(value.elements.map(literal));
}

const sorted = (names: string[]) => [...new Set(names)].sort();

const COMPONENTS = readdirSync("app", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".tsx"))
  .map((file) => path.join("app", file));
const layouts = COMPONENTS.flatMap(layoutsIn);

test("finds the layouts, and the messages of client components in them", () => {
  expect(layouts.length).toBeGreaterThan(30);
  expect(layouts.filter(({ used }) => used.length > 0).length).toBeGreaterThan(10);
  const signIn = layouts.filter(({ file }) => file === "app/(auth)/sign-in/page.tsx");
  expect(signIn.map(({ used }) => used)).toEqual([
    ["identifierField", "passkey", "passwordField", "signInForm"],
  ]);
  const text = readFileSync("app/(auth)/sign-in/page.tsx", "utf8").replace(/ texts=\{\[.*?\]\}/s, "");
  modules.set("app/(auth)/changed.tsx", parse("app/(auth)/sign-in/page.tsx", text));
  expect(layoutsIn("app/(auth)/changed.tsx").map(({ declared }) => declared)).toEqual([[]]);
});

describe("sends the messages that its client components use, and no others", () => {
  test.each(layouts.filter(({ declared }) => declared !== null))("$file: $name", ({ declared, used }) => {
    expect(declared).toEqual(used);
  });
});

describe("every page has a layout that sends all messages of the page", () => {
  const pages = COMPONENTS.filter((file) => /\/(page|not-found|error|layout)\.tsx$/.test(file));

  test.each(pages)("%s", (page) => {
    const sent = layouts.flatMap(({ file, declared }) => (reachable(page).has(file) ? (declared ?? []) : []));
    expect(sorted(messagesUsedIn(page))).toEqual(sorted(sent));
  });
});
