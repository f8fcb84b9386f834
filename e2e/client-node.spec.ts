import { randomUUID } from "node:crypto";
import { AuthClient, isAPIResponseError, memoryTokens, type PasskeyProvider } from "@/lib/client";
import { SoftwareAuthenticator } from "@/lib/factors/passkey/testing/authenticator";
import { Authenticator } from "./authenticator";
import { markCompromised } from "./database";
import { expect, test } from "./fixtures";
import { confirmElsewhere, NEW_PASSWORD } from "./steps";

const newcomer = () => `client-${randomUUID()}@newcomers.example`;

/** Returns the error codes of a rejected promise. */
async function codesOf(refused: Promise<unknown>): Promise<string[]> {
  const error = await refused.catch((thrown: unknown) => thrown);
  return isAPIResponseError(error) ? error.errors.map(({ code }) => code) : [];
}

test("@server a program signs a user up by code and signs out", async ({ app, inbox }) => {
  const client = new AuthClient({ baseUrl: app.url });
  await client.load();
  const { signUp } = client.client;
  const emailAddress = newcomer();
  await signUp.create({ emailAddress, password: NEW_PASSWORD });
  expect(signUp.unverifiedFields).toEqual(["email_address"]);
  await signUp.prepareEmailAddressVerification();
  const code = await inbox.code(emailAddress);
  expect(await codesOf(signUp.attemptEmailAddressVerification({ code: "000000" }))).toEqual([
    "form_code_incorrect",
  ]);
  const { status, createdSessionId } = await signUp.attemptEmailAddressVerification({ code });
  expect(status).toBe("complete");
  await client.setActive({ session: createdSessionId });
  expect(client.user?.primaryEmailAddress?.emailAddress).toBe(emailAddress);
  await client.user?.update({ name: "Ada" });
  expect((await client.user?.reload())?.name).toBe("Ada");
  await client.signOut();
  expect(client.session).toBeNull();
  expect(client.user).toBeNull();
  expect(await codesOf(client.setActive({ session: createdSessionId }))).toEqual(["authentication_invalid"]);
});

test("@server a program stores its token and resumes an attempt with it", async ({ app, user, inbox }) => {
  const tokens = memoryTokens();
  const before = new AuthClient({ baseUrl: app.url, tokens });
  await before.client.signIn.create({
    strategy: "reset_password_email_code",
    identifier: user.address,
  });
  const client = new AuthClient({ baseUrl: app.url, tokens });
  await client.load();
  const { signIn } = client.client;
  expect(signIn.status).toBe("needs_first_factor");
  const strategy = "reset_password_email_code";
  await signIn.attemptFirstFactor({ strategy, code: await inbox.code(user.address) });
  expect(signIn.status).toBe("needs_new_password");
  await signIn.resetPassword({ password: NEW_PASSWORD });
  await client.setActive({ session: signIn.createdSessionId });
  expect(client.user?.hasPassword).toBe(true);
});

test("@server a program waits for a link that is opened in a browser", async ({
  app,
  user,
  inbox,
  otherBrowser,
}) => {
  const { signIn } = new AuthClient({ baseUrl: app.url }).client;
  const { supportedFirstFactors } = await signIn.create({ identifier: user.address });
  const factor = supportedFirstFactors.find(({ strategy }) => strategy === "email_link");
  if (factor?.strategy !== "email_link") throw new Error("No link is offered.");
  const { startEmailLinkFlow } = signIn.createEmailLinkFlow();
  const waiting = startEmailLinkFlow({ emailAddressId: factor.emailAddressId, redirectUrl: "/dashboard" });
  const link = await inbox.link(user.address);
  await expect.poll(() => signIn.firstFactorVerification.matchNumber).not.toBeNull();
  await confirmElsewhere(otherBrowser, link, String(signIn.firstFactorVerification.matchNumber));
  const { status, firstFactorVerification } = await waiting;
  expect([status, firstFactorVerification.verifiedFromTheSameClient()]).toEqual(["complete", false]);
});

test("@server waiting for a link can be cancelled", async ({ app, user }) => {
  const { signIn } = new AuthClient({ baseUrl: app.url }).client;
  await signIn.create({ identifier: user.address, strategy: "email_link" });
  const { startEmailLinkFlow, cancelEmailLinkFlow } = signIn.createEmailLinkFlow();
  const waiting = startEmailLinkFlow({ emailAddressId: "", redirectUrl: "" });
  cancelEmailLinkFlow();
  expect((await waiting).firstFactorVerification.status).toBe("unverified");
});

test("@server a program completes the task of a pending session", async ({ app, user, inbox }) => {
  await markCompromised(app, user.address);
  const client = new AuthClient({ baseUrl: app.url });
  const { signIn } = client.client;
  const { address: identifier, password } = user;
  expect(await codesOf(signIn.create({ identifier, password }))).toEqual(["form_password_compromised"]);
  await signIn.create({ identifier, strategy: "email_code" });
  await signIn.attemptFirstFactor({ strategy: "email_code", code: await inbox.code(identifier) });
  await client.setActive({
    session: signIn.createdSessionId,
    navigate: ({ session }) => expect(session?.currentTask?.key).toBe("reset-password"),
  });
  expect(client.user).toBeNull();
  await client.session?.resetPassword({ password: NEW_PASSWORD });
  expect(client.session?.status).toBe("active");
  expect(client.user).not.toBeNull();
});

test("@server a program sets up a second factor, which the next sign-in requires", async ({ app, user }) => {
  const client = new AuthClient({ baseUrl: app.url });
  const { signIn } = client.client;
  const { address: identifier, password } = user;
  await signIn.create({ identifier, password });
  await client.setActive({ session: signIn.createdSessionId });
  const { secret = "" } = (await client.session?.prepareMfa({ strategy: "totp" })) ?? {};
  const authenticator = new Authenticator(secret);
  const set = await client.session?.attemptMfa({ strategy: "totp", code: await authenticator.code() });
  expect(set?.backupCodes).toHaveLength(10);
  await client.user?.createPhoneNumber({ phoneNumber: "+14155557200" });
  expect(client.user?.phoneNumbers).toHaveLength(2);
  await client.signOut();

  expect((await signIn.create({ identifier, password })).status).toBe("needs_second_factor");
  const code = set?.backupCodes?.[0] ?? "";
  expect((await signIn.attemptSecondFactor({ strategy: "backup_code", code })).status).toBe("complete");
});

test("@server a program resets a password by access token", async ({ app, user, inbox }) => {
  const { auth } = new AuthClient({ baseUrl: app.url });
  expect(await auth.sendResetPwdEmail(user.address, "/reset-password")).toEqual({ errors: null });
  const { searchParams } = new URL(await inbox.link(user.address));
  expect(searchParams.get("action")).toBe("reset-pwd");
  const token = searchParams.get("access_token") ?? "";
  const other = new AuthClient({ baseUrl: app.url });
  expect(await other.auth.resetPwdWithToken(token, NEW_PASSWORD)).toEqual({ errors: null });
  const { errors } = await other.auth.resetPwdWithToken(token, NEW_PASSWORD);
  expect(errors?.[0]).toMatchObject({ code: "verification_already_verified" });
});

test("@server @texts a reset by SMS code is not reported as complete before the second factor", async ({
  app,
  user,
  inbox,
}) => {
  const client = new AuthClient({ baseUrl: app.url });
  const { signIn } = client.client;
  await signIn.create({ identifier: user.address, password: user.password });
  await client.setActive({ session: signIn.createdSessionId });
  const { secret = "" } = (await client.session?.prepareMfa({ strategy: "totp" })) ?? {};
  const code = await new Authenticator(secret).code();
  const { backupCodes = [] } = (await client.session?.attemptMfa({ strategy: "totp", code })) ?? {};

  const other = new AuthClient({ baseUrl: app.url });
  expect(await other.auth.sendResetPwdCode(user.phone)).toEqual({ errors: null });
  const sent = await inbox.code(user.phone);
  const { errors } = await other.auth.resetPwdWithCode(user.phone, sent, NEW_PASSWORD);
  expect(errors?.map((error) => error.code)).toEqual(["needs_second_factor"]);
  const reset = other.client.signIn;
  expect(reset.createdSessionId).toBeNull();
  await reset.attemptSecondFactor({ strategy: "backup_code", code: backupCodes[0] ?? "" });
  await other.setActive({ session: reset.createdSessionId });
  expect(other.user?.primaryEmailAddress?.emailAddress).toBe(user.address);
});

test("reports an unreachable server like any other API error", async () => {
  const client = new AuthClient({ baseUrl: "http://127.0.0.1:9" });
  const error = await client.client.signIn
    .create({ identifier: "ada@example.com" })
    .catch((thrown) => thrown);
  expect(isAPIResponseError(error)).toBe(true);
  expect(error.errors[0].longMessage).toContain("could not reach");
});

test("@server @organizations a program creates an organization, invites a user and switches", async ({
  app,
  createNextUser,
}) => {
  const [owner, guest] = await Promise.all(
    [createNextUser(), createNextUser()].map(async ({ address, password }) => {
      const client = new AuthClient({ baseUrl: app.url });
      const signIn = await client.client.signIn.create({ identifier: address, password });
      await client.setActive({ session: signIn.createdSessionId });
      return { client, address };
    }),
  );
  if (!owner || !guest) throw new Error("There are two users.");
  const organization = await owner.client.createOrganization({ name: "Lanterns" });
  expect(owner.client.organization).toMatchObject({ id: organization.id, name: "Lanterns" });
  await organization.inviteMember({ emailAddress: guest.address });
  const { data: invitations } = (await guest.client.user?.getOrganizationInvitations()) ?? { data: [] };
  await invitations[0]?.accept();
  expect(guest.client.organization?.id).toBe(organization.id);
  expect(await codesOf(organization.destroy())).toEqual(["client_state_invalid"]);
  const userId = guest.client.user?.id ?? "";
  expect((await organization.updateMember({ userId, role: "admin" })).role).toBe("admin");
  const { data: own } = (await guest.client.user?.getOrganizationMemberships()) ?? { data: [] };
  expect(own.map(({ role }) => role)).toEqual(["admin"]);
  await guest.client.setActive({ organization: null });
  expect(guest.client.organization).toBeNull();
  await organization.removeMember(userId);
  expect(await codesOf(guest.client.setActive({ organization }))).toEqual(["resource_not_found"]);
  await organization.destroy();
  expect(owner.client.organization).toBeNull();
});

test("@server a program adds a passkey, signs in with it and removes it", async ({ app, user }) => {
  const device = new SoftwareAuthenticator(app.url);
  const passkeys: PasskeyProvider = {
    create: async (options) => device.register(options as never),
    get: async (options) => device.sign(options),
  };
  const client = new AuthClient({ baseUrl: app.url, passkeys });
  const { signIn } = client.client;
  await signIn.create({ identifier: user.address, password: user.password });
  await client.setActive({ session: signIn.createdSessionId });
  expect((await client.user?.createPasskey())?.backupCodes).toHaveLength(10);

  const other = new AuthClient({ baseUrl: app.url, passkeys });
  const { createdSessionId } = await other.client.signIn.authenticateWithPasskey();
  await other.setActive({ session: createdSessionId });
  expect(other.user?.id).toBe(client.user?.id);
  await other.session?.verifyWithPasskey();
  const [passkey] = other.user?.passkeys ?? [];
  expect((await passkey?.update({ name: "Key ring" }))?.name).toBe("Key ring");
  await passkey?.delete();
  expect([other.user?.passkeys, other.user?.hasSecondFactor]).toEqual([[], false]);
  expect(await codesOf(other.client.signIn.authenticateWithPasskey())).toEqual(["passkey_not_accepted"]);
});
