import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { readForm, sendForm } from "./raw-form";
import { App } from "./servers/app";
import { POSTGRES_TEMPLATE, POSTGRES_URL_FILE } from "./servers/paths";
import { createDatabase } from "./servers/postgres";
import { startStatementLog } from "./servers/statement-log";
import { follow, signedIn } from "./visitor";

test("@server @sql a page looks up its session once, and not at all for another request", async ({
  user,
}) => {
  const name = `latchkey_${randomUUID().replaceAll("-", "")}`;
  const database = await createDatabase(readFileSync(POSTGRES_URL_FILE, "utf8"), name, POSTGRES_TEMPLATE);
  const log = await startStatementLog(database);
  const app = await App.start("postgres", { DATABASE_URL: log.url });
  const lookupsOf = async (act: () => Promise<unknown>) => {
    const before = log.statements.length;
    await act();
    return log.statements.slice(before).filter((sql) => sql.includes(`s."tokenHash" =`)).length;
  };
  try {
    const visitor = await signedIn(app, user);
    const show = async (headers: Record<string, string> = {}) => {
      const { text, steps } = await follow(app, "/", visitor, headers);
      expect(steps).toBe(0);
      expect(text).toContain(user.address);
    };
    expect(await lookupsOf(() => show())).toBe(1);
    for (const forged of ["", "0", "A".repeat(22)])
      expect(await lookupsOf(() => show({ "x-latchkey-session-lookup": forged })), forged).toBe(1);
    expect(await lookupsOf(() => fetch(`${app.url}/sign-in`))).toBe(0);
    const form = await readForm(`${app.url}/`, "locale", visitor.cookies);
    expect(await lookupsOf(() => sendForm(form, { locale: "en" }))).toBeGreaterThan(1);

    await query(app, `UPDATE "Session" SET "revokedAt" = now()`);
    const { path, text } = await follow(app, "/dashboard", visitor);
    expect(path).toMatch(/^\/sign-in/);
    expect(text).not.toContain(user.address);
  } finally {
    await app.stop();
    log.stop();
  }
});
