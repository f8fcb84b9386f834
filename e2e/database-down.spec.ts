import { withoutDatabase } from "./database";
import { expect, test } from "./fixtures";
import { replay, signedIn } from "./visitor";

/** Internal details: stack traces, file names, queries and error codes of the database client. */
const INSIDE = /\n\s+at |node_modules|prisma|SELECT |ECONNREFUSED|\bP\d{4}\b|localhost:5432/i;

const HEADERS: Record<string, string>[] = [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }];

test("@server @sql rejects all requests while the database is unavailable and recovers afterwards", async ({
  app,
  user,
}) => {
  const visitor = await signedIn(app, user);
  const get = (path: string, headers = {}) =>
    fetch(app.url + path, { redirect: "manual", headers: { cookie: visitor.cookies, ...headers } });
  expect(await (await get("/dashboard")).text()).toContain(user.address);
  await withoutDatabase(app, async () => {
    for (const path of [
      "/",
      "/dashboard",
      "/account",
      "/account/activity",
      "/session-tasks/reset-password",
    ]) {
      for (const headers of HEADERS) {
        const answer = await get(path, headers);
        expect(answer.status, path).toBe(503);
        const text = await answer.text();
        expect(text, path).not.toContain(user.address);
        expect(text, path).not.toMatch(INSIDE);
      }
    }
    for (const path of ["/api/auth/session", "/api/v1/session"]) {
      const text = await (await get(path)).text();
      expect(text, path).not.toContain(user.address);
      expect(text, path).not.toMatch(INSIDE);
    }
    const called = await get("/api/v1/session");
    const { errors } = await called.json();
    expect(called.status).toBe(503);
    expect(errors).toMatchObject([{ code: "service_unavailable", meta: { requestId: expect.any(String) } }]);
    await expect.poll(() => app.log).toContain(errors[0].meta.requestId);
    const acted = await replay(app, "addPhoneNumberAction", visitor, { phoneNumber: "+14155559876" });
    expect(acted.text).not.toContain(user.address);
    expect(acted.text).not.toMatch(INSIDE);
    expect((await get("/api/health/ready")).status).toBe(503);
    expect((await get("/api/health/live")).status).toBe(200);
  });
  await expect.poll(async () => (await get("/dashboard")).status).toBe(200);
  expect(await (await get("/dashboard")).text()).toContain(user.address);
});
