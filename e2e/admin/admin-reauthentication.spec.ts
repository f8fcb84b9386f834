import { randomUUID } from "node:crypto";
import { outdateProofs, query, snapshot, userIdOf } from "../database";
import { expect, test } from "../fixtures";
import { replay, signedIn } from "../visitor";
import { add } from "../webhook-endpoints";
import { adminActions, promote } from "./administrators";

test.describe.configure({ mode: "default" });
test.use({ settings: { WEBHOOK_ALLOW_PRIVATE: "true" } });

/** Nothing listens on this port. The test sends no request to it. */
const URL_OF_HOOKS = "http://127.0.0.1:9/hooks";

type Target = { user: string; endpoint: string };

/**
 * The fields to send to each action that requires recent authentication, in an order in which each action changes
 * something.
 */
const PROVEN: Record<string, (target: Target) => Record<string, string>> = {
  lockUserAction: ({ user }) => ({ user }),
  unlockUserAction: ({ user }) => ({ user }),
  removeSecondFactorAction: ({ user }) => ({ user }),
  inviteToSignUpAction: () => ({ emailAddress: `${randomUUID()}@newcomers.example` }),
  updateEndpointAction: ({ endpoint }) => ({ endpoint, url: `${URL_OF_HOOKS}/moved`, "user.deleted": "on" }),
  rotateSecretAction: ({ endpoint }) => ({ endpoint }),
  addEndpointAction: () => ({ url: `${URL_OF_HOOKS}/added`, "user.deleted": "on" }),
  removeEndpointAction: ({ endpoint }) => ({ endpoint, confirmation: "delete" }),
  deleteUserAction: ({ user }) => ({ user, confirmation: "delete" }),
};

/** Actions that can be undone and grant no access. */
const UNPROVEN = [
  "askForResetAction",
  "disableEndpointAction",
  "enableEndpointAction",
  "endUserSessionAction",
  "markCompromisedAction",
  "resendDeliveryAction",
  "resendMessageAction",
  "revokeSignUpInvitationAction",
  "sendTestEventAction",
  "signOutEverywhereAction",
  "unmarkCompromisedAction",
];

test("@server @administration lists for every admin action whether it requires recent authentication", () => {
  const names = (isProven: boolean) =>
    adminActions()
      .filter((action) => action.isProven === isProven)
      .map(({ name }) => name)
      .sort();
  expect(names(true)).toEqual(Object.keys(PROVEN).sort());
  expect(names(false)).toEqual(UNPROVEN);
});

test("@server @sql @administration rejects a direct request for a sensitive admin action without recent authentication", async ({
  app,
  user: person,
  createNextUser,
}) => {
  const admin = createNextUser();
  await promote(app, admin);
  const visitor = await signedIn(app, admin);
  await signedIn(app, person);
  const user = await userIdOf(app, person.address);
  await query(
    app,
    `INSERT INTO "TotpSecret" ("userId", "sealedSecret", "verifiedAt") VALUES ($1, '', now())`,
    [user],
  );
  const { id: endpoint } = await add(app, { url: URL_OF_HOOKS }, "user.deleted");
  const state = async () => [
    await snapshot(app, user),
    JSON.stringify(await query(app, `SELECT * FROM "WebhookEndpoint" ORDER BY id`)),
    JSON.stringify(await query(app, `SELECT * FROM "SignUpInvitation" ORDER BY id`)),
  ];
  const reauthenticate = async () =>
    query(app, `UPDATE "Session" SET "provenAt" = now() WHERE "userId" = $1`, [
      await userIdOf(app, admin.address),
    ]);
  for (const [name, fieldsFor] of Object.entries(PROVEN)) {
    const fields = fieldsFor({ user, endpoint });
    await outdateProofs(app, admin.address);
    const before = await state();
    const rejected = await replay(app, name, visitor, fields);
    expect(rejected.redirectedTo, name).toContain("/account/confirm");
    expect(await state(), name).toEqual(before);
    await reauthenticate();
    const done = await replay(app, name, visitor, fields);
    expect(done.redirectedTo ?? "", name).not.toContain("/account/confirm");
    expect(await state(), name).not.toEqual(before);
  }
});
