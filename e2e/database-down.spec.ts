import { withoutDatabase } from "./database";
import { expect, test } from "./fixtures";
import { replay, signedIn } from "./visitor";

const HEADERS: Record<string, string>[] = [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }];

test("@server @sql while the database is out of reach nobody is let in, and once it is back all goes on", async ({
  app,
  person,
}) => {
  const visitor = await signedIn(app, person);
  const get = (path: string, headers = {}) =>
    fetch(app.url + path, { redirect: "manual", headers: { cookie: visitor.cookies, ...headers } });
  expect(await (await get("/dashboard")).text()).toContain(person.address);
  await withoutDatabase(app, async () => {
    for (const path of ["/", "/dashboard", "/account", "/organizations", "/session-tasks/reset-password"]) {
      for (const headers of HEADERS) {
        const answer = await get(path, headers);
        expect(answer.status, path).toBe(503);
        expect(await answer.text(), path).not.toContain(person.address);
      }
    }
    for (const path of ["/api/auth/session", "/api/v1/session"]) {
      expect(await (await get(path)).text(), path).not.toContain(person.address);
    }
    const acted = await replay(app, "addPhoneNumberAction", visitor, { phoneNumber: "+14155559876" });
    expect(acted.text).not.toContain(person.address);
    expect((await get("/api/health/ready")).status).toBe(503);
    expect((await get("/api/health/live")).status).toBe(200);
  });
  await expect.poll(async () => (await get("/dashboard")).status).toBe(200);
  expect(await (await get("/dashboard")).text()).toContain(person.address);
});
