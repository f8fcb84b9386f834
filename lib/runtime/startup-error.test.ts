import { beforeEach, expect, test, vi } from "vitest";
import { ConfigError } from "@/lib/config-error";
import { DatabaseSetupError } from "@/lib/db/server-connection";
import { describeStartupError } from "./startup-error";

const settings = vi.hoisted(() => ({ databaseUrl: null as string | null }));
vi.mock("@/lib/config", async (original) => {
  const actual = await original<typeof import("@/lib/config")>();
  return { ...actual, config: () => ({ ...actual.config(), ...settings, dataDirectory: "/data" }) };
});

beforeEach(() => {
  settings.databaseUrl = null;
});

const withCode = (code: string, message = "it failed") => Object.assign(new Error(message), { code });

test.each(["EACCES", "EPERM", "ENOENT", "EROFS", "ENOSPC"])("attributes %s to the data directory", (code) => {
  expect(describeStartupError(withCode(code))).toBe(
    `The embedded database in /data cannot be opened (${code}): check that DATA_DIR is a folder this user may write to.`,
  );
  settings.databaseUrl = "postgresql://db/latchkey";
  expect(describeStartupError(withCode(code))).toBe(
    `The data directory /data cannot be opened (${code}): check that DATA_DIR is a folder this user may write to.`,
  );
});

test.each([
  ["P2002", "\nInvalid `db.user.create()` invocation in\n/app/x.ts:5:1\n\nUnique constraint failed"],
  ["XX001", "invalid page in block 7"],
  ["", "memory access out of bounds"],
])("attributes %s to neither the data directory nor the connection", (code, message) => {
  for (const databaseUrl of [null, "postgresql://db/latchkey"]) {
    settings.databaseUrl = databaseUrl;
    const sentence = describeStartupError(withCode(code, message));
    expect(sentence).toContain(message.split("\n").at(-1));
    expect(sentence).toContain(code);
    expect(sentence).not.toMatch(/DATA_DIR|DATABASE_URL|\n/);
  }
});

test.each(["ECONNREFUSED", "ENOTFOUND", "28P01", "3D000", "53300", "57P03", "08006"])(
  "attributes %s to the connection",
  (code) => {
    settings.databaseUrl = "postgresql://db/latchkey";
    expect(describeStartupError(withCode(code))).toMatch(
      new RegExp(`^The database cannot be reached \\(${code}\\)`),
    );
    const wrapped = new AggregateError([withCode(code)], "");
    expect(describeStartupError(wrapped)).toMatch(
      new RegExp(`^The database cannot be reached \\(${code}\\)`),
    );
  },
);

test("describes a read-only database, an invalid setting and an unusable setup", () => {
  settings.databaseUrl = "postgresql://db/latchkey";
  expect(describeStartupError(withCode("25006"))).toMatch(/^The database is read-only/);
  for (const error of [new ConfigError("PORT must be a number."), new DatabaseSetupError("No schema.")])
    expect(describeStartupError(error)).toBe(error.message);
});

test.each([undefined, null, "text", {}])("describes %s as an unexpected failure", (thrown) => {
  expect(describeStartupError(thrown)).toMatch(/^Something unexpected failed/);
});
