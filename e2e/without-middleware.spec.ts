import { expect, test } from "./fixtures";
import { follow, pagePaths, pending, signedIn } from "./visitor";

test.describe.configure({ mode: "default" });
test.use({ withMiddleware: false });

const TASK = "/session-tasks/reset-password";
/** The page of an invitation is public for users with its link. */
const PUBLIC = "/organizations/invitation";
const PROTECTED = pagePaths().filter(
  (path) => /^\/(account|admin|dashboard|organizations|session-tasks)/.test(path) && path !== PUBLIC,
);

test("@server @sql every page enforces access itself, also without the middleware", async ({
  app,
  createNextUser,
}) => {
  const [user, marked] = [createNextUser(), createNextUser()];
  const active = await signedIn(app, user);
  const waiting = await pending(app, marked);
  const plain = await fetch(`${app.url}/dashboard`, {
    redirect: "manual",
    headers: { cookie: active.cookies },
  });
  expect(plain.headers.get("x-request-id"), "the middleware is gone").toBeNull();
  expect(await plain.text()).toContain(user.address);
  expect(PROTECTED.length).toBeGreaterThan(5);
  for (const path of PROTECTED) {
    for (const headers of [{}, { RSC: "1" }, { RSC: "1", "Next-Router-Prefetch": "1" }]) {
      const answers = [{ cookies: "" }, waiting].map(async ({ cookies }) => {
        const answer = await fetch(app.url + path, {
          redirect: "manual",
          headers: { cookie: cookies, ...headers },
        });
        return answer.text();
      });
      for (const text of path === TASK
        ? await Promise.all(answers.slice(0, 1))
        : await Promise.all(answers)) {
        expect(text, path).not.toContain("people.example");
      }
    }
    expect((await follow(app, path, { state: "anonymous", cookies: "" })).path, path).toMatch(/^\/sign-in/);
    expect((await follow(app, path, waiting)).path.split("?")[0], path).toBe(TASK);
  }
  const home = await follow(app, "/", waiting);
  expect(home.path).toBe(TASK);
});

test("@server @sql @administration only admins can open admin pages, also without the middleware", async ({
  app,
  user,
}) => {
  const visitor = await signedIn(app, user);
  for (const path of PROTECTED.filter((page) => page.startsWith("/admin"))) {
    const end = await follow(app, path, visitor);
    expect([end.path, end.status], path).toEqual(["/not-found", 404]);
  }
});
