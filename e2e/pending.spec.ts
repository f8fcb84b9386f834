import { markCompromised, query, snapshot, userIdOf } from "./database";
import { expect, test } from "./fixtures";
import { fieldsAimedAt } from "./idor-fields";
import { serverActions } from "./servers/app";
import { follow, pagePaths, pending, replay, signedIn, type Visitor } from "./visitor";

const TASK = "/session-tasks/reset-password";

const HEADERS: Record<string, string>[] = [
  {},
  { RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1" },
  { RSC: "1", "Next-Router-Segment-Prefetch": "/_tree" },
  { "x-middleware-subrequest": Array(5).fill("middleware").join(":") },
  { "x-nextjs-data": "1" },
];

const spellings = (page: string) => [
  page,
  `${page}/`,
  `/${page}`,
  `${page}/.`,
  `${page}.rsc`,
  page.toUpperCase(),
  page.replace(/[a-z]/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  `${page}?nxtPslug=x&_rsc=1`,
];

test("@server @sql no page reveals data of its user to a pending session", async ({ app, user }) => {
  test.slow();
  const visitor = await pending(app, user);
  for (const page of pagePaths().filter((path) => path !== TASK)) {
    for (const path of spellings(page)) {
      for (const headers of HEADERS) {
        const answer = await fetch(app.url + path, {
          redirect: "manual",
          headers: { cookie: visitor.cookies, ...headers },
        });
        const text = await answer.text();
        expect(text, `${path} ${JSON.stringify(headers)}`).not.toContain(user.address);
        expect(text, `${path} ${JSON.stringify(headers)}`).not.toContain(user.phone);
      }
    }
    const head = await fetch(app.url + page, {
      method: "HEAD",
      redirect: "manual",
      headers: { cookie: visitor.cookies },
    });
    expect(head.status, page).toBe(303);
  }
});

test("@server @sql no path redirects in a loop, a pending session is redirected to its task, and an unknown path is 404 for everyone", async ({
  app,
  createNextUser,
}) => {
  const visitors: Visitor[] = [
    { state: "anonymous", cookies: "" },
    { state: "junk", cookies: "latchkey.session=junk; latchkey.client=junk" },
    await signedIn(app, createNextUser()),
    await pending(app, createNextUser()),
  ];
  const unknown = [
    "/no-such-page",
    "/account/unknown",
    "/admin/unknown",
    "/organizations/a/unknown",
    "/sign-in/unknown",
  ];
  const paths = [
    ...pagePaths(),
    ...unknown,
    ...["/login", "/signin", "/signup", "/register", "/logout", "/settings", "/profile"],
    "/sign-in?redirect_url=/account",
    "/sign-in?redirect_url=/sign-in",
  ];
  for (const visitor of visitors) {
    for (const path of paths) {
      const end = await follow(app, path, visitor);
      expect(end.status, `${visitor.state} at ${path}`).toBeLessThan(500);
      const where = `${visitor.state} at ${path}`;
      if (unknown.includes(path)) expect([end.steps, end.status], where).toEqual([0, 404]);
      else if (visitor.state === "pending") expect(end.path.split("?")[0], path).toBe(TASK);
    }
  }
});

test("@server @sql the session endpoints return only the status and the tasks of a pending session", async ({
  app,
  user,
}) => {
  const visitor = await pending(app, user);
  const headers = { cookie: visitor.cookies };
  const auth = await fetch(`${app.url}/api/auth/session`, { headers }).then((answer) => answer.json());
  expect(auth.user).toBeUndefined();
  const session = await fetch(`${app.url}/api/v1/session`, { headers }).then((answer) => answer.json());
  expect(session).toMatchObject({
    status: "pending",
    currentTask: { key: "reset-password", url: TASK },
    tasks: [{ key: "reset-password" }],
    user: null,
  });
  const anonymous = await fetch(`${app.url}/api/v1/session`);
  expect(anonymous.status).toBe(401);
  expect(await anonymous.json()).toMatchObject({ errors: [{ code: "authentication_invalid" }] });
});

/** The actions that a pending session can run. */
const ALLOWED = ["resolveResetPasswordAction", "signOutAction"];

test("@server @sql a pending session can only run the action of its task and sign out", async ({
  app,
  user,
}) => {
  const visitor = await pending(app, user);
  const userId = await userIdOf(app, user.address);
  const fields = await fieldsAimedAt(app, userId);
  const before = await snapshot(app, userId);
  const actions = [...serverActions().keys()].filter((name) => !ALLOWED.includes(name));
  expect(actions.length).toBeGreaterThan(30);
  for (const name of actions) {
    for (const variant of fields) {
      const answer = await replay(app, name, visitor, variant);
      expect(answer.status, name).toBeLessThan(500);
      // Some actions redirect to the page of the task, which has the address. No page of a pending session has the
      // number.
      expect(answer.text, name).not.toContain(user.phone);
    }
    expect(await snapshot(app, userId), name).toBe(before);
  }
});

test("@server @sql the same actions succeed for an active session", async ({ app, user }) => {
  const visitor = await signedIn(app, user);
  const userId = await userIdOf(app, user.address);
  const before = await snapshot(app, userId);
  await replay(app, "addPhoneNumberAction", visitor, { phoneNumber: "+14155559876" });
  expect(await snapshot(app, userId)).not.toBe(before);
  await markCompromised(app, user.address);
  await replay(app, "signOutAction", visitor, {});
  const alive = `SELECT 1 FROM "Session" WHERE "userId" = $1 AND "revokedAt" IS NULL`;
  expect(await query(app, alive, [userId])).toEqual([]);
});
