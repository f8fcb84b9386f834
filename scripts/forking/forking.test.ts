import { execFileSync, spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { copyProject, removeForking, removeSettings, removeTests, tidy } from "./copy";
import { blocksOf, edit, FEATURES, removeFeatures } from "./recipe";

const ROOT = path.resolve(import.meta.dirname, "../..");
const DOCUMENT = readFileSync(path.join(ROOT, "docs/forking.md"), "utf8");
const GENERATED = "lib/db/generated";
/** Upper bound for a busy machine. */
const LIMIT_MS = 600_000;

let copy = "";

beforeEach(() => {
  copy = mkdtempSync(path.join(tmpdir(), "latchkey-fork-"));
});

afterEach(() => rmSync(copy, { recursive: true, force: true }));

function fillCopy(): void {
  copyProject(ROOT, copy);
  cpSync(path.join(ROOT, GENERATED), path.join(copy, GENERATED), { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(copy, "node_modules"));
}

/** Returns the code block of the document with an info string. */
function block(opening: string): string {
  const code = blocksOf(DOCUMENT).get(opening);
  if (code === undefined) throw new Error(`There is no block "${opening}".`);
  return code;
}

/** Writes a file with the content in the document. */
function add(file: string): void {
  const [, code = ""] = DOCUMENT.split(`\`${file}\`:\n\n\`\`\`ts\n`);
  expect(code, file).not.toBe("");
  writeFileSync(path.join(copy, file), code.split("\n```\n")[0] ?? "");
}

const run = (...args: string[]) =>
  execFileSync(process.execPath, args, { cwd: copy, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Returns the compiler's errors in files of the copy and their imports. */
function complaints(include: string[], exclude: string[] = ["**/*.test.*"]): string {
  const settings = {
    extends: "./tsconfig.json",
    include: ["next-env.d.ts", ...include],
    exclude,
    compilerOptions: { incremental: false },
  };
  writeFileSync(path.join(copy, "tsconfig.fork.json"), JSON.stringify(settings));
  return outputOf("node_modules/typescript/bin/tsc", "--noEmit", "-p", "tsconfig.fork.json");
}

/** Returns the output of a failed checker, or an empty string. */
function outputOf(...args: string[]): string {
  try {
    return run(...args);
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return stdout + stderr;
  }
}

test.each([
  [[], /^npm run fork -- FOLDER/],
  [["../a", "--without", "passwords"], /^npm run fork -- FOLDER/],
  [[tmpdir()], /exists. Name a folder that does not/],
  [["lib/fork"], /is in this project/],
])("the command rejects %j with an explanation", (args, sentence) => {
  const { status, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/fork.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([1, expect.stringMatching(sentence)]);
});

test("copies no private or generated files", () => {
  const [from, to] = [path.join(copy, "from"), path.join(copy, "to")];
  const parts = [".gitignore", ".ci/run", "app/page.tsx", "lib/db/client.ts"];
  const others = [
    ".env",
    ".env.local",
    ".git/config",
    ".data/secret",
    "node_modules/a/b.js",
    "lib/db/generated/c.ts",
  ];
  for (const name of [...parts, ...others]) {
    mkdirSync(path.dirname(path.join(from, name)), { recursive: true });
    writeFileSync(path.join(from, name), "");
  }
  cpSync(path.join(ROOT, ".gitignore"), path.join(from, ".gitignore"));
  copyProject(from, to);
  expect(parts.filter((name) => !existsSync(path.join(to, name)))).toEqual([]);
  expect(others.filter((name) => existsSync(path.join(to, name)))).toEqual([]);
});

test.each(FEATURES)("removing %s edits at most ten lines, and adds none", (feature) => {
  const lines = block(`diff without-${feature}`)
    .split("\n")
    .filter((line) => !line.startsWith("--- "));
  expect(lines.filter((line) => line.startsWith("-")).length).toBeLessThanOrEqual(10);
  expect(lines.filter((line) => line.startsWith("+"))).toEqual([]);
});

describe("a copy", () => {
  beforeEach(fillCopy);

  test.each(FEATURES)("the lists for removing %s match the code", (feature) => {
    removeFeatures(copy, DOCUMENT, [feature]);
  });

  test("a fork without any removable feature compiles and passes the checks, tests included", {
    timeout: LIMIT_MS,
  }, () => {
    removeFeatures(copy, DOCUMENT, FEATURES);
    removeTests(copy, FEATURES);
    removeSettings(copy, path.join(ROOT, "node_modules"));
    removeForking(copy);
    for (const file of ["package.json", "package-lock.json", "docs/forking.md", "docs/testing.md"])
      expect(readFileSync(path.join(copy, file), "utf8")).not.toMatch(
        /npm run fork|scripts\/(fork|mutation)|without-|test:mutation/,
      );
    const { devDependencies } = JSON.parse(readFileSync(path.join(copy, "package.json"), "utf8"));
    expect(devDependencies).not.toHaveProperty("ignore");
    expect(readFileSync(path.join(copy, "docs/configuration.md"), "utf8")).not.toMatch(
      /`(TWILIO_FROM|SMS_CONNECTOR|REQUIRE_ORGANIZATION)` \|/,
    );
    tidy(copy, path.join(ROOT, "node_modules/@biomejs/biome/bin/biome"));
    expect(
      complaints(
        ["app", "lib", "e2e", "scripts", "bench", "middleware.ts", "instrumentation.ts"],
        ["bench/empty"],
      ),
    ).toBe("");
    expect(outputOf("node_modules/knip/bin/knip.js")).toBe("");
  });

  test("the settings of the name are accepted, and name the app in messages", () => {
    writeFileSync(path.join(copy, ".env"), block("sh name"));
    const script = `
    import { config } from "./lib/config.ts";
    import { messagesOf } from "./lib/i18n/translator.ts";
    const { brand, email } = config();
    console.log(JSON.stringify([brand.name, brand.colors.button, brand.termsUrl, email.from]));
    console.log(messagesOf("de").emails.passwordChanged.subject);`;
    writeFileSync(path.join(copy, "ask.mts"), script);
    expect(run("--env-file=.env", "--import", "tsx", "ask.mts").trim().split("\n")).toEqual([
      '["Acme","#2563eb","https://www.acme.example/terms","Acme <no-reply@acme.example>"]',
      "Ihr Acme-Passwort wurde geändert",
    ]);
  });

  test("an added language, table and channel compile; the language is offered, and the setting selects the channel", {
    timeout: LIMIT_MS,
  }, () => {
    execFileSync("sh", ["-c", block("sh language")], { cwd: copy });
    for (const list of ["diff language", "diff table", "diff channel"]) edit(copy, block(list));
    for (const file of ["lib/flows/notes.ts", "lib/notifications/sms/gateway.ts"]) add(file);
    writeFileSync(path.join(copy, "prisma/schema/notes.prisma"), `${block("prisma")}\n`);
    run("node_modules/prisma/build/index.js", "generate");
    expect(complaints(["app", "lib"])).toBe("");
    const script = `
    process.env.SMS_GATEWAY_URL = "https://gateway.example";
    const { preferredLocale } = await import("./lib/i18n/locales.ts");
    const { translator } = await import("./lib/i18n/translator.ts");
    const { getSender } = await import("./lib/notifications/sender.ts");
    console.log(translator(preferredLocale("fr-CA"), "errors")("verification_expired.message"));
    console.log(getSender("sms").name);`;
    writeFileSync(path.join(copy, "ask.mts"), script);
    expect(run("--import", "tsx", "ask.mts").trim().split("\n")).toEqual([
      "This code has expired.",
      "gateway",
    ]);
  });
});
