import { expect, test } from "./fixtures";
import { rawReset } from "./raw-form";
import { serverActions } from "./servers/app";
import { call, replay, signedIn, type Visitor } from "./visitor";

test.describe.configure({ mode: "default" });
test.use({ withMiddleware: false, settings: { RATE_LIMITS: "off" } });

const REJECTED = "This request came from another site and was rejected.";

/** The header that a browser sends. Next.js alone rejects a foreign Origin header, so the tests do not send one. */
const from = (site: "cross-site" | "same-site" | "same-origin") => ({ "Sec-Fetch-Site": site });

/** Actions of buttons, which have a test of their own. */
const BUTTONS = ["chooseLocaleAction", "emptyInboxAction", "signOutAction"];

test("@server every form rejects a request of another site, also without the middleware", async ({
  app,
  user,
}) => {
  const visitor = await signedIn(app, user);
  const forms = [...serverActions().keys()].filter((name) => !BUTTONS.includes(name));
  expect(forms.length).toBeGreaterThan(30);
  for (const name of forms) {
    for (const site of ["cross-site", "same-site"] as const) {
      const { text, redirectedTo } = await replay(app, name, visitor, {}, from(site));
      expect([text.includes(REJECTED), redirectedTo], `${name}, ${site}`).toEqual([true, null]);
    }
    const own = await replay(app, name, visitor, {}, from("same-origin"));
    expect(own.text, name).not.toContain(REJECTED);
  }
});

test("@server no button action runs at the request of another site, also without the middleware", async ({
  app,
  user,
  createNextUser,
  inbox,
}) => {
  const visitor = await signedIn(app, user);
  const reader = createNextUser();
  await rawReset(app.url, reader.address);
  await inbox.code(reader.address);

  const locale = (site: "cross-site" | "same-origin") =>
    call(app, "chooseLocaleAction", visitor, {
      args: ["$K1"],
      fields: { locale: "de" },
      headers: from(site),
    });
  expect((await locale("cross-site")).setCookies).toEqual([]);
  expect((await locale("same-origin")).setCookies.join()).toContain("=de;");

  const empty = (site: "cross-site" | "same-origin") =>
    call(app, "emptyInboxAction", visitor, { args: [], headers: from(site) });
  await empty("cross-site");
  expect(await inbox.messages(reader.address)).toHaveLength(1);
  await empty("same-origin");
  expect(await inbox.messages(reader.address)).toEqual([]);

  const isSignedIn = async ({ cookies }: Visitor) =>
    (await fetch(`${app.url}/api/v1/session`, { headers: { cookie: cookies } })).status === 200;
  const signOut = (site: "cross-site" | "same-origin") =>
    replay(app, "signOutAction", visitor, {}, from(site));
  await signOut("cross-site");
  expect(await isSignedIn(visitor)).toBe(true);
  await signOut("same-origin");
  expect(await isSignedIn(visitor)).toBe(false);
});
