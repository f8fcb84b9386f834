import { signedInApp } from "./api";
import { query, userIdOf } from "./database";
import { expect, test } from "./fixtures";

const IDLE_SECONDS = 300;
const MAX_AGE_SECONDS = 900;

test.use({
  settings: { SESSION_MAX_AGE_SECONDS: String(MAX_AGE_SECONDS), SESSION_IDLE_SECONDS: String(IDLE_SECONDS) },
});

test("@server @sql a session expires when idle, and at its maximum age even while in use", async ({
  app,
  user,
}) => {
  const userId = await userIdOf(app, user.address);
  const change = (what: string) => query(app, `UPDATE "Session" SET ${what} WHERE "userId" = $1`, [userId]);
  const idleFor = (seconds: number) => change(`"lastActiveAt" = now() - interval '${seconds} seconds'`);

  const idle = await signedInApp(app, user);
  await idleFor(IDLE_SECONDS - 60);
  expect((await idle.get("/session")).status).toBe(200);
  await idleFor(IDLE_SECONDS + 1);
  expect((await idle.get("/session")).codes).toEqual(["authentication_invalid"]);

  const busy = await signedInApp(app, user);
  const [lifetime] = await query<{ seconds: number }>(
    app,
    `SELECT extract(epoch FROM "expiresAt" - "createdAt")::int AS seconds FROM "Session"
     WHERE "userId" = $1 AND "revokedAt" IS NULL ORDER BY "createdAt" DESC LIMIT 1`,
    [userId],
  );
  expect(lifetime?.seconds).toBe(MAX_AGE_SECONDS);
  await change(`"expiresAt" = now() + interval '60 seconds', "lastActiveAt" = now()`);
  expect((await busy.get("/session")).status).toBe(200);
  await change(`"expiresAt" = now(), "lastActiveAt" = now()`);
  expect((await busy.get("/session")).codes).toEqual(["authentication_invalid"]);
});
