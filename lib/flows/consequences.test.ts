import "@/lib/db/testing/own-embedded";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, test, vi } from "vitest";
import type { Actor, AuditEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { decrypt } from "@/lib/crypto/encryption";
import { database } from "@/lib/db/client";
import type { EventType } from "@/lib/events/events";
import { SoftwareAuthenticator } from "@/lib/factors/passkey/testing/authenticator";
import type { AccountChange, TemplateName } from "@/lib/notifications/message";
import { findSession } from "@/lib/sessions/find";
import { changeOwnPassword } from "./account/change-password";
import { eraseDueAccounts } from "./account/delete-due";
import { exportOwnData } from "./account/export";
import { updateProfile } from "./account/profile";
import { requestDeletion } from "./account/request-deletion";
import { revokeOtherSessions, revokeOwnSession } from "./account/sessions";
import { authorizeAdmin } from "./admin/authorize-admin";
import { exportAuditEvents } from "./admin/export-audit-events";
import { requestPasswordReset } from "./admin/request-password-reset";
import { type Caller, clientHash } from "./caller";
import { confirmLink } from "./email-link/confirm";
import { addIdentifier } from "./identifiers/add";
import { makePrimary, removeIdentifier } from "./identifiers/change";
import { attemptIdentifierVerification } from "./identifiers/verify";
import { reportDevice } from "./new-device/report";
import { reportTokenOf } from "./new-device/token";
import { switchOrganization } from "./organizations/active-organization";
import { createOrganization } from "./organizations/create";
import { inviteMember, revokeInvitation } from "./organizations/invite";
import { changeMemberRole, leaveAndDelete, leaveOrganization, removeMember } from "./organizations/members";
import { acceptInvitation, declineInvitation } from "./organizations/respond-to-invitation";
import { addPasskey, beginPasskeyRegistration } from "./passkeys/add";
import { removePasskey, renamePasskey } from "./passkeys/change";
import { passkeysOf } from "./passkeys/read";
import { beginPasskeySignIn, signInWithPasskey } from "./passkeys/sign-in";
import { resetPassword } from "./password-reset/reset-password";
import { attemptReauthenticationCode, requestReauthenticationCode } from "./reauthentication/with-code";
import { reauthenticateWithPassword } from "./reauthentication/with-password";
import { attemptSecondFactor } from "./second-factor/attempt";
import { regenerateBackupCodes } from "./second-factor/backup-codes";
import {
  beginSecondFactorPhone,
  confirmSecondFactorPhone,
  removeSecondFactorPhone,
} from "./second-factor/phone";
import { beginTotp, confirmTotpSetup, readTotpSetup, removeTotp } from "./second-factor/totp";
import { rejectSecretKey } from "./secret-key";
import { endSession } from "./session";
import type { StrategyName } from "./sign-in/attempt";
import { attemptFirstFactor } from "./sign-in/attempt-first-factor";
import { createSignIn } from "./sign-in/create";
import { signInWithPassword } from "./sign-in/with-password";
import { attemptSignUpVerification } from "./sign-up/attempt-verification";
import { createSignUp } from "./sign-up/create";
import type { SignUpMethod } from "./sign-up/prepare-verification";
import { inviteToSignUp } from "./sign-up-invitations/invite";
import { revokeSignUpInvitation } from "./sign-up-invitations/revoke";
import { expectOk } from "./testing/result";
import {
  codeSentIn,
  createTestUser,
  linkSentFor,
  makeCaller,
  signInAs,
  type TestUser,
  totpCodeOf,
} from "./testing/user";
import { changeUsername } from "./usernames/change";
import { createUser } from "./users/create";
import { deleteUser } from "./users/delete";
import { lockUser, unlockUser } from "./users/lock";
import { expireUserPassword, setUserPassword } from "./users/password";
import { markPasswordCompromised, unmarkPasswordCompromised } from "./users/password-compromised";
import { removeSecondFactor } from "./users/remove-second-factor";
import { makeAdministrator, removeAdministrator } from "./users/role";
import { revokeUserSession, revokeUserSessions } from "./users/sessions";
import { updateUser } from "./users/update";
import { cancelVerification } from "./verification/cancel";

vi.hoisted(() => {
  process.env.RATE_LIMITS = "off";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.INBOX = "on";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const ORIGIN = "http://localhost:3000";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: makeCaller().metadata };

/** Notices that users receive without a request: a change of their account, or a separate message. */
type Notice =
  | AccountChange
  | Exclude<TemplateName, "account-changed" | "verification-code" | "verification-link">;

type AuditEventType = AuditEvent["type"];

type Effects = { audit: AuditEventType[]; webhooks: EventType[]; notices: Notice[] };

const distinct = <Name extends string>(names: Name[]) => [...new Set(names)].sort();

/** Runs a flow; returns the audit events, webhooks and notices that it wrote. */
async function effectsOf(run: () => Promise<unknown>): Promise<Effects> {
  const db = await database();
  const read = async () => ({
    audit: await db.auditEvent.findMany(),
    webhooks: await db.webhookDelivery.findMany(),
    messages: await db.outboxMessage.findMany(),
  });
  const seen = new Set(Object.values(await read()).flatMap((rows) => rows.map(({ id }) => String(id))));
  await run();
  const { audit, webhooks, messages } = await read();
  const fresh = <Row extends { id: unknown }>(rows: Row[]) => rows.filter(({ id }) => !seen.has(String(id)));
  const notices = fresh(messages).flatMap(({ template, sealedValues }) => {
    if (template === "verification-code" || template === "verification-link") return [];
    if (template !== "account-changed") return [template as Notice];
    return [(decrypt("outbox", sealedValues ?? new Uint8Array()) as { change: AccountChange }).change];
  });
  return {
    audit: distinct(fresh(audit).map(({ type }) => type as AuditEventType)),
    webhooks: distinct(fresh(webhooks).map(({ type }) => type as EventType)),
    notices: distinct(notices),
  };
}

const newAddress = () => `${randomUUID()}@people.example`;
let numbers = 0;
const newNumber = () => `+1202555${String(1000 + numbers++)}`;

const verificationOf = async (signInId: string) =>
  (await (await database()).signIn.findUniqueOrThrow({ where: { id: signInId } })).verificationId;

async function begin(strategy: StrategyName) {
  const [person, caller] = [await createTestUser(PASSWORD), makeCaller()];
  const { signInId } = expectOk(
    await createSignIn({ identifier: person.address, strategy, redirectUrl: null }, caller),
  );
  return { person, caller, signInId, verificationId: await verificationOf(signInId) };
}

async function signedIn() {
  const person = await createTestUser(PASSWORD);
  return { person, caller: await signInAs(person, PASSWORD) };
}

/**
 * Creates a signed-in user with an authenticator app that was just verified in the session; returns the backup codes
 * too.
 */
async function withTotp() {
  const { person, caller } = await signedIn();
  const { session, backupCodes } = await setUpTotp(person, caller);
  return { person, caller: { ...caller, sessionToken: session.token }, backupCodes: backupCodes ?? [] };
}

async function setUpTotp({ id }: TestUser, caller: Caller) {
  expectOk(await beginTotp(caller));
  const session = await findSession(caller.sessionToken ?? "");
  const setup = session && (await readTotpSetup(session));
  if (!setup) throw new Error("nothing is set up");
  return expectOk(await confirmTotpSetup({ code: await totpCodeOf(id) }, caller));
}

async function waitsForSecondFactor({ address: identifier }: TestUser) {
  const caller = makeCaller();
  const { outcome } = expectOk(
    await signInWithPassword({ identifier, password: PASSWORD, redirectUrl: null }, caller),
  );
  if (outcome.status !== "needs_second_factor") throw new Error(outcome.status);
  return { caller, signInId: outcome.signInId };
}

const inviteNew = async (emailAddress: string) =>
  expectOk(await inviteToSignUp({ emailAddress, redirectUrl: null }, BACK_OFFICE)).invitation;

async function signUp(method: SignUpMethod, emailAddress = newAddress()) {
  const caller = makeCaller();
  const input = {
    emailAddress,
    phoneNumber: null,
    password: PASSWORD,
    method,
    redirectUrl: null,
  };
  const { signUpId } = expectOk(await createSignUp(input, caller));
  const { verificationId } = await (await database()).signUp.findUniqueOrThrow({ where: { id: signUpId } });
  return { caller, signUpId, verificationId };
}

async function add(
  kind: "email" | "phone",
  caller: Caller,
  typed = kind === "email" ? newAddress() : newNumber(),
) {
  const choice =
    kind === "email"
      ? ({ kind, typed, method: "email_code" } as const)
      : ({ kind, typed, method: "phone_code" } as const);
  return expectOk(await addIdentifier(choice, caller));
}

async function addVerified(kind: "email" | "phone", caller: Caller) {
  const { identifierId, verificationId } = await add(kind, caller);
  expectOk(
    await attemptIdentifierVerification({ verificationId, code: await codeSentIn(verificationId) }, caller),
  );
  return identifierId;
}

async function organizationOfTwo() {
  const [owner, member] = [await signedIn(), await signedIn()];
  const { organizationId } = expectOk(await createOrganization({ name: "Lanterns" }, owner.caller));
  const db = await database();
  const { id: memberId } = await db.membership.create({
    data: { organizationId, userId: member.person.id, role: "member" },
  });
  return { organizationId, memberId, owner: owner.caller, member: member.caller };
}

async function invited() {
  const { organizationId, owner } = await organizationOfTwo();
  const { person, caller } = await signedIn();
  expectOk(await inviteMember({ organizationId, emailAddress: person.address, role: "member" }, owner));
  const { id: invitationId } = await (await database()).invitation.findFirstOrThrow({
    where: { organizationId },
  });
  return { organizationId, invitationId, owner, caller };
}

async function withPasskey() {
  const { person, caller } = await signedIn();
  const device = new SoftwareAuthenticator(ORIGIN, true);
  const { session } = await registerPasskey(caller, device);
  const [passkey] = await passkeysOf(person.id);
  return { person, device, caller: { ...caller, sessionToken: session.token }, passkeyId: passkey?.id ?? "" };
}

async function registerPasskey(caller: Caller, device = new SoftwareAuthenticator(ORIGIN, true)) {
  const { options } = expectOk(await beginPasskeyRegistration(caller));
  return expectOk(await addPasskey(device.register(options), caller));
}

/** Prepares a flow, and resolves with the flow itself. */
type Flow = () => Promise<() => Promise<unknown>>;

const code = async (verificationId: string) => ({ verificationId, code: await codeSentIn(verificationId) });

const FLOWS = {
  "sign in by password": async () => {
    const person = await createTestUser(PASSWORD);
    return () => signInAs(person, PASSWORD);
  },
  "sign in by code": async () => async () => {
    const { caller, signInId, verificationId } = await begin("email_code");
    expectOk(await attemptFirstFactor({ signInId, code: await codeSentIn(verificationId) }, caller));
  },
  "sign in by link": async () => async () => {
    const { caller, verificationId } = await begin("email_link");
    expectOk(await confirmLink({ token: await linkSentFor(verificationId), matchNumber: null }, caller));
  },
  "cancel a sign-in": async () => {
    const { caller, verificationId } = await begin("email_link");
    return () => cancelVerification(verificationId, caller);
  },
  "sign in by passkey": async () => {
    const { device } = await withPasskey();
    return async () => {
      const caller = makeCaller();
      const { options } = expectOk(await beginPasskeySignIn(caller));
      expectOk(await signInWithPasskey(device.sign(options), caller));
    };
  },
  "sign in by authenticator app": async () => {
    const { person } = await withTotp();
    return async () => {
      const { caller, signInId } = await waitsForSecondFactor(person);
      const totp = await totpCodeOf(person.id);
      expectOk(
        await attemptSecondFactor({ signInId, strategy: "totp", code: totp, trustDevice: true }, caller),
      );
    };
  },
  "sign in by backup code": async () => {
    const { person, backupCodes } = await withTotp();
    const { caller, signInId } = await waitsForSecondFactor(person);
    return async () => {
      const [backupCode = ""] = backupCodes;
      expectOk(
        await attemptSecondFactor(
          { signInId, strategy: "backup_code", code: backupCode, trustDevice: false },
          caller,
        ),
      );
    };
  },
  "reset by code": async () => {
    const { caller, signInId, verificationId } = await begin("reset_password_email_code");
    return async () => {
      expectOk(await attemptFirstFactor({ signInId, code: await codeSentIn(verificationId) }, caller));
      expectOk(
        await resetPassword({ signInId, password: NEW_PASSWORD, signOutOfOtherSessions: true }, caller),
      );
    };
  },
  "ask for a reset by link, and confirm it": async () => async () => {
    const { caller, verificationId } = await begin("reset_password_email_link");
    expectOk(await confirmLink({ token: await linkSentFor(verificationId), matchNumber: null }, caller));
  },
  "cancel a reset": async () => {
    const { caller, verificationId } = await begin("reset_password_email_code");
    return () => cancelVerification(verificationId, caller);
  },
  "sign up by code": async () => async () => {
    const { caller, signUpId, verificationId } = await signUp("email_code");
    expectOk(await attemptSignUpVerification({ signUpId, code: await codeSentIn(verificationId) }, caller));
  },
  "sign up by link": async () => async () => {
    const { caller, verificationId } = await signUp("email_link");
    expectOk(await confirmLink({ token: await linkSentFor(verificationId), matchNumber: null }, caller));
  },
  "try to sign up without an invitation": async () => async () => {
    const { signUp: rules } = config();
    rules.mode = "invitation";
    await signUp("email_code").finally(() => {
      rules.mode = "open";
    });
  },
  "invite a user to sign up": async () => () => inviteNew(newAddress()),
  "revoke an invitation to sign up": async () => {
    const { id } = await inviteNew(newAddress());
    return async () => expectOk(await revokeSignUpInvitation(id, BACK_OFFICE));
  },
  "sign up by invitation": async () => {
    const emailAddress = newAddress();
    await inviteNew(emailAddress);
    return async () => {
      const { caller, signUpId, verificationId } = await signUp("email_code", emailAddress);
      expectOk(await attemptSignUpVerification({ signUpId, code: await codeSentIn(verificationId) }, caller));
    };
  },
  "cancel a sign-up": async () => {
    const { caller, verificationId } = await signUp("email_code");
    return () => cancelVerification(verificationId, caller);
  },
  "change the password": async () => {
    const { caller } = await signedIn();
    const change = { currentPassword: PASSWORD, password: NEW_PASSWORD, signOutOfOtherSessions: true };
    return async () => expectOk(await changeOwnPassword(change, caller));
  },
  "reauthenticate by password": async () => {
    const { caller } = await signedIn();
    return async () => expectOk(await reauthenticateWithPassword({ password: PASSWORD }, caller));
  },
  "reauthenticate by code": async () => {
    const { caller } = await signedIn();
    return async () => {
      const { verificationId } = expectOk(await requestReauthenticationCode(caller));
      expectOk(await attemptReauthenticationCode(await code(verificationId), caller));
    };
  },
  "add an email address": async () => {
    const { caller } = await signedIn();
    return () => addVerified("email", caller);
  },
  "add an email address by link": async () => {
    const { caller } = await signedIn();
    return async () => {
      const added = await addIdentifier({ kind: "email", typed: newAddress(), method: "email_link" }, caller);
      const token = await linkSentFor(expectOk(added).verificationId);
      expectOk(await confirmLink({ token, matchNumber: null }, caller));
    };
  },
  "cancel the verification of an email address": async () => {
    const { caller } = await signedIn();
    const { verificationId } = await add("email", caller);
    return () => cancelVerification(verificationId, caller);
  },
  "make an email address primary": async () => {
    const { caller } = await signedIn();
    const identifierId = await addVerified("email", caller);
    return async () => expectOk(await makePrimary({ kind: "email", identifierId }, caller));
  },
  "remove an email address": async () => {
    const { caller } = await signedIn();
    const identifierId = await addVerified("email", caller);
    return async () => expectOk(await removeIdentifier({ kind: "email", identifierId }, caller));
  },
  "add a phone number": async () => {
    const { caller } = await signedIn();
    return () => addVerified("phone", caller);
  },
  "take over a phone number": async () => {
    const [before, after] = [await signedIn(), await signedIn()];
    const typed = newNumber();
    const first = await add("phone", before.caller, typed);
    expectOk(await attemptIdentifierVerification(await code(first.verificationId), before.caller));
    const second = await add("phone", after.caller, typed);
    return async () =>
      expectOk(await attemptIdentifierVerification(await code(second.verificationId), after.caller));
  },
  "make a phone number primary": async () => {
    const { caller } = await signedIn();
    await addVerified("phone", caller);
    const identifierId = await addVerified("phone", caller);
    return async () => expectOk(await makePrimary({ kind: "phone", identifierId }, caller));
  },
  "remove a phone number": async () => {
    const { caller } = await signedIn();
    const identifierId = await addVerified("phone", caller);
    return async () => expectOk(await removeIdentifier({ kind: "phone", identifierId }, caller));
  },
  "change the username": async () => {
    const { person, caller } = await signedIn();
    return async () => expectOk(await changeUsername(`user-${person.id.slice(0, 8)}`, caller));
  },
  "remove the username": async () => {
    const { person, caller } = await signedIn();
    expectOk(await changeUsername(`user-${person.id.slice(0, 8)}`, caller));
    return async () => expectOk(await changeUsername(null, caller));
  },
  "set up an authenticator app": async () => {
    const { person, caller } = await signedIn();
    return () => setUpTotp(person, caller);
  },
  "remove an authenticator app": async () => {
    const { caller } = await withTotp();
    return async () => expectOk(await removeTotp(caller));
  },
  "replace the backup codes": async () => {
    const { caller } = await withTotp();
    return async () => expectOk(await regenerateBackupCodes(caller));
  },
  "set up a phone as the second factor, and remove it": async () => {
    const { caller } = await signedIn();
    const phoneNumberId = await addVerified("phone", caller);
    return async () => {
      const { verificationId } = expectOk(await beginSecondFactorPhone({ phoneNumberId }, caller));
      const { session } = expectOk(await confirmSecondFactorPhone(await code(verificationId), caller));
      expectOk(await removeSecondFactorPhone({ phoneNumberId }, { ...caller, sessionToken: session.token }));
    };
  },
  "add a passkey": async () => {
    const { caller } = await signedIn();
    return () => registerPasskey(caller);
  },
  "rename a passkey": async () => {
    const { caller, passkeyId } = await withPasskey();
    return async () => expectOk(await renamePasskey({ passkeyId, name: "Laptop" }, caller));
  },
  "remove a passkey": async () => {
    const { caller, passkeyId } = await withPasskey();
    return async () => expectOk(await removePasskey({ passkeyId }, caller));
  },
  "change the name": async () => {
    const { caller } = await signedIn();
    return async () => expectOk(await updateProfile({ name: "Ada" }, caller));
  },
  "download one's data": async () => {
    const { caller } = await signedIn();
    return async () => expectOk(await exportOwnData(caller));
  },
  "ask for deletion, and sign in again": async () => {
    const { person, caller } = await signedIn();
    return async () => {
      expectOk(await requestDeletion(caller));
      await signInAs(person, PASSWORD);
    };
  },
  "erase a due account": async () => {
    const { person, caller } = await signedIn();
    expectOk(await requestDeletion(caller));
    const db = await database();
    await db.user.update({ where: { id: person.id }, data: { deletionDueAt: new Date(0) } });
    return eraseDueAccounts;
  },
  "sign out": async () => {
    const { caller } = await signedIn();
    return () => endSession(caller.sessionToken, caller.metadata);
  },
  "revoke one session, then all others": async () => {
    const { person, caller } = await signedIn();
    const [one] = [await signInAs(person, PASSWORD), await signInAs(person, PASSWORD)];
    const session = await findSession(one.sessionToken);
    return async () => {
      expectOk(await revokeOwnSession(session?.id ?? "", caller));
      expectOk(await revokeOtherSessions(caller));
    };
  },
  "report a sign-in": async () => {
    const { person, caller } = await signedIn();
    const { id: emailAddressId } = await (await database()).emailAddress.findFirstOrThrow({
      where: { userId: person.id },
    });
    const token = reportTokenOf({ userId: person.id, clientHash: clientHash(caller), emailAddressId });
    return async () => expectOk(await reportDevice(token, makeCaller()));
  },
  "create an organization": async () => {
    const { caller } = await signedIn();
    return async () => expectOk(await createOrganization({ name: "Lanterns" }, caller));
  },
  "switch to an organization": async () => {
    const { organizationId, member } = await organizationOfTwo();
    return async () => expectOk(await switchOrganization(organizationId, member));
  },
  "invite a member": async () => {
    const { organizationId, owner } = await organizationOfTwo();
    const input = { organizationId, emailAddress: newAddress(), role: "member" } as const;
    return async () => expectOk(await inviteMember(input, owner));
  },
  "revoke an invitation": async () => {
    const { organizationId, invitationId, owner } = await invited();
    return async () => expectOk(await revokeInvitation({ organizationId, invitationId }, owner));
  },
  "accept an invitation": async () => {
    const { invitationId, caller } = await invited();
    return async () => expectOk(await acceptInvitation(invitationId, caller));
  },
  "decline an invitation": async () => {
    const { invitationId, caller } = await invited();
    return async () => expectOk(await declineInvitation(invitationId, caller));
  },
  "change a member's role": async () => {
    const { owner, ...of } = await organizationOfTwo();
    return async () => expectOk(await changeMemberRole({ ...of, role: "admin" }, owner));
  },
  "remove a member": async () => {
    const { owner, ...of } = await organizationOfTwo();
    return async () => expectOk(await removeMember(of, owner));
  },
  "leave an organization": async () => {
    const { organizationId, member } = await organizationOfTwo();
    return async () => expectOk(await leaveOrganization(organizationId, member));
  },
  "leave an organization as the last member": async () => {
    const { caller } = await signedIn();
    const { organizationId } = expectOk(await createOrganization({ name: "Lanterns" }, caller));
    return async () => expectOk(await leaveAndDelete(organizationId, caller));
  },
  "act in an organization of others": async () => {
    const [{ organizationId }, { caller }] = [await organizationOfTwo(), await signedIn()];
    return () => leaveOrganization(organizationId, caller);
  },
  "act as an administrator without being one": async () => {
    const { caller } = await signedIn();
    return () => authorizeAdmin(caller);
  },
  "create a user": async () => async () => {
    const input = { emailAddresses: [newAddress()], phoneNumbers: [], password: PASSWORD, name: null };
    expectOk(await createUser(input, BACK_OFFICE));
  },
  "update a user": async () => {
    const { id } = await createTestUser(PASSWORD);
    return async () => expectOk(await updateUser(id, { name: "Ada" }, BACK_OFFICE));
  },
  "lock and unlock a user": async () => {
    const { person } = await signedIn();
    return async () => {
      expectOk(await lockUser(person.id, BACK_OFFICE));
      expectOk(await unlockUser(person.id, BACK_OFFICE));
    };
  },
  "mark a password compromised, and unmark it": async () => {
    const { person } = await signedIn();
    return async () => {
      expectOk(await markPasswordCompromised(person.id, "reported", BACK_OFFICE));
      expectOk(await unmarkPasswordCompromised(person.id, BACK_OFFICE));
    };
  },
  "set a user's password": async () => {
    const { person } = await signedIn();
    const change = { password: NEW_PASSWORD, signOutOfOtherSessions: true };
    return async () => expectOk(await setUserPassword(person.id, change, BACK_OFFICE));
  },
  "expire a user's password": async () => {
    const { person } = await signedIn();
    return async () => expectOk(await expireUserPassword(person.id, BACK_OFFICE));
  },
  "ask a user to reset the password": async () => {
    const { id } = await createTestUser(PASSWORD);
    return async () => expectOk(await requestPasswordReset(id, BACK_OFFICE));
  },
  "remove a user's second factors": async () => {
    const { person } = await withTotp();
    return async () => expectOk(await removeSecondFactor(person.id, BACK_OFFICE));
  },
  "revoke a user's sessions": async () => {
    const { person, caller } = await signedIn();
    await signInAs(person, PASSWORD);
    const session = await findSession(caller.sessionToken);
    return async () => {
      expectOk(await revokeUserSession({ userId: person.id, sessionId: session?.id ?? "" }, BACK_OFFICE));
      expectOk(await revokeUserSessions(person.id, BACK_OFFICE));
    };
  },
  "make an administrator, and remove one": async () => {
    const { id } = await createTestUser(PASSWORD);
    return async () => {
      expectOk(await makeAdministrator(id, BACK_OFFICE));
      expectOk(await removeAdministrator(id, BACK_OFFICE));
    };
  },
  "delete a user": async () => {
    const { id } = await createTestUser(PASSWORD);
    return async () => expectOk(await deleteUser(id, BACK_OFFICE));
  },
  "use a copy of a passkey": async () => {
    const { device } = await withPasskey();
    const signIn = async (counter: number) => {
      const caller = makeCaller();
      const { options } = expectOk(await beginPasskeySignIn(caller));
      return signInWithPasskey(device.sign(options, { counter }), caller);
    };
    expectOk(await signIn(7));
    return () => signIn(7);
  },
  "try too many second factors": async () => {
    const { person } = await withTotp();
    const { caller, signInId } = await waitsForSecondFactor(person);
    const attempt = { signInId, strategy: "backup_code", code: "not-a-code", trustDevice: false } as const;
    return async () => {
      const settings = config();
      settings.rateLimits = true;
      let rejected: string | undefined;
      while (rejected !== "user_locked") {
        const attempted = await attemptSecondFactor(attempt, caller);
        rejected = attempted.ok ? "none" : attempted.errors[0].code;
      }
      settings.rateLimits = false;
    };
  },
  "guess the key of the backend API": async () => () =>
    rejectSecretKey({ isGuess: true }, makeCaller().metadata),
  "export the audit log": async () => async () => {
    for await (const _line of exportAuditEvents(
      { userId: randomUUID(), type: null, since: null, until: null },
      BACK_OFFICE,
    ));
  },
} satisfies Record<string, Flow>;

type FlowName = keyof typeof FLOWS;

type TestFile = `${string}.${"test" | "spec"}.ts`;

/** The effects of each flow, in alphabetical order. */
const EFFECTS: Record<FlowName, Effects> = {
  "sign in by password": {
    audit: ["sign_in.password"],
    webhooks: ["session.created"],
    notices: ["new-device"],
  },
  "sign in by code": {
    audit: ["sign_in.code_attempted", "sign_in.first_factor", "sign_in.requested"],
    webhooks: ["session.created"],
    notices: ["new-device"],
  },
  "sign in by link": {
    audit: ["sign_in.first_factor", "sign_in.link_confirmed", "sign_in.requested"],
    webhooks: ["session.created"],
    notices: ["new-device"],
  },
  "cancel a sign-in": {
    audit: ["sign_in.cancelled"],
    webhooks: [],
    notices: [],
  },
  "sign in by passkey": {
    audit: ["sign_in.passkey"],
    webhooks: ["session.created"],
    notices: ["new-device"],
  },
  "sign in by authenticator app": {
    audit: ["second_factor.attempted", "sign_in.password"],
    webhooks: ["session.created"],
    notices: ["new-device"],
  },
  "sign in by backup code": {
    audit: ["second_factor.attempted"],
    webhooks: ["session.created"],
    notices: ["backup_code_used", "new-device"],
  },
  "reset by code": {
    audit: ["password_reset.completed", "reset_password.code_attempted"],
    webhooks: ["session.created", "user.password_reset"],
    notices: ["password-changed"],
  },
  "ask for a reset by link, and confirm it": {
    audit: ["reset_password.link_confirmed", "reset_password.requested"],
    webhooks: [],
    notices: [],
  },
  "cancel a reset": {
    audit: ["reset_password.cancelled"],
    webhooks: [],
    notices: [],
  },
  "sign up by code": {
    audit: ["sign_up.code_attempted", "sign_up.completed", "sign_up.requested"],
    webhooks: ["session.created", "user.created"],
    notices: [],
  },
  "sign up by link": {
    audit: ["sign_up.completed", "sign_up.link_confirmed", "sign_up.requested"],
    webhooks: ["session.created", "user.created"],
    notices: [],
  },
  "try to sign up without an invitation": {
    audit: ["sign_up.rejected", "sign_up.requested"],
    webhooks: [],
    notices: ["sign-up-rejected"],
  },
  "invite a user to sign up": {
    audit: ["invitation.created"],
    webhooks: [],
    notices: ["sign-up-invitation"],
  },
  "revoke an invitation to sign up": {
    audit: ["invitation.revoked"],
    webhooks: [],
    notices: [],
  },
  "sign up by invitation": {
    audit: ["invitation.accepted", "sign_up.code_attempted", "sign_up.completed", "sign_up.requested"],
    webhooks: ["session.created", "user.created"],
    notices: [],
  },
  "cancel a sign-up": {
    audit: ["sign_up.cancelled"],
    webhooks: [],
    notices: [],
  },
  "change the password": {
    audit: ["fresh_proof.password", "password.changed"],
    webhooks: ["user.updated"],
    notices: ["password-changed"],
  },
  "reauthenticate by password": {
    audit: ["fresh_proof.password"],
    webhooks: [],
    notices: [],
  },
  "reauthenticate by code": {
    audit: ["fresh_proof.code_attempted", "fresh_proof.requested"],
    webhooks: [],
    notices: [],
  },
  "add an email address": {
    audit: [
      "email_address.added",
      "email_address.code_attempted",
      "email_address.requested",
      "email_address.verified",
    ],
    webhooks: ["user.updated"],
    notices: ["email_address_added"],
  },
  "add an email address by link": {
    audit: [
      "email_address.added",
      "email_address.link_confirmed",
      "email_address.requested",
      "email_address.verified",
    ],
    webhooks: ["user.updated"],
    notices: ["email_address_added"],
  },
  "cancel the verification of an email address": {
    audit: ["email_address.cancelled"],
    webhooks: [],
    notices: [],
  },
  "make an email address primary": {
    audit: ["email_address.made_primary"],
    webhooks: ["user.updated"],
    notices: ["primary_email_address_changed"],
  },
  "remove an email address": {
    audit: ["email_address.removed"],
    webhooks: ["user.updated"],
    notices: ["email_address_removed"],
  },
  "add a phone number": {
    audit: [
      "phone_number.added",
      "phone_number.code_attempted",
      "phone_number.requested",
      "phone_number.verified",
    ],
    webhooks: ["user.updated"],
    notices: ["phone_number_added"],
  },
  "take over a phone number": {
    audit: ["phone_number.code_attempted", "phone_number.removed", "phone_number.verified"],
    webhooks: ["user.updated"],
    notices: ["phone_number_added", "phone_number_moved"],
  },
  "make a phone number primary": {
    audit: ["phone_number.made_primary"],
    webhooks: ["user.updated"],
    notices: ["primary_phone_number_changed"],
  },
  "remove a phone number": {
    audit: ["phone_number.removed"],
    webhooks: ["user.updated"],
    notices: ["phone_number_removed"],
  },
  "change the username": {
    audit: ["username.changed"],
    webhooks: ["user.updated"],
    notices: ["username_changed"],
  },
  "remove the username": {
    audit: ["username.removed"],
    webhooks: ["user.updated"],
    notices: ["username_removed"],
  },
  "set up an authenticator app": {
    audit: ["second_factor.totp_added"],
    webhooks: ["user.updated"],
    notices: ["totp_added"],
  },
  "remove an authenticator app": {
    audit: ["second_factor.totp_removed"],
    webhooks: ["user.updated"],
    notices: ["totp_removed"],
  },
  "replace the backup codes": {
    audit: ["second_factor.backup_codes_replaced"],
    webhooks: ["user.updated"],
    notices: ["backup_codes_replaced"],
  },
  "set up a phone as the second factor, and remove it": {
    audit: [
      "second_factor.code_attempted",
      "second_factor.phone_number_added",
      "second_factor.phone_number_removed",
      "second_factor.requested",
    ],
    webhooks: ["user.updated"],
    notices: ["second_factor_phone_added", "second_factor_phone_removed"],
  },
  "add a passkey": {
    audit: ["second_factor.passkey_added"],
    webhooks: ["user.updated"],
    notices: ["passkey_added"],
  },
  "rename a passkey": {
    audit: ["passkey.renamed"],
    webhooks: [],
    notices: [],
  },
  "remove a passkey": {
    audit: ["second_factor.passkey_removed"],
    webhooks: ["user.updated"],
    notices: ["passkey_removed"],
  },
  "change the name": {
    audit: ["user.updated"],
    webhooks: ["user.updated"],
    notices: [],
  },
  "download one's data": {
    audit: ["user.data_downloaded"],
    webhooks: [],
    notices: [],
  },
  "ask for deletion, and sign in again": {
    audit: ["sign_in.password", "user.deletion_cancelled", "user.deletion_requested"],
    webhooks: ["session.created", "session.revoked", "user.updated"],
    notices: ["deletion-requested", "deletion_cancelled", "new-device"],
  },
  "erase a due account": {
    audit: ["user.deleted"],
    webhooks: ["user.deleted"],
    notices: ["account-deleted"],
  },
  "sign out": {
    audit: ["session.ended"],
    webhooks: ["session.ended"],
    notices: [],
  },
  "revoke one session, then all others": {
    audit: ["session.others_revoked", "session.revoked"],
    webhooks: ["session.revoked"],
    notices: [],
  },
  "report a sign-in": {
    audit: ["session.reported", "user.password_compromised"],
    webhooks: ["session.revoked", "user.password_compromised"],
    notices: [],
  },
  "create an organization": {
    audit: ["organization.created", "organization.switched"],
    webhooks: [],
    notices: [],
  },
  "switch to an organization": {
    audit: ["organization.switched"],
    webhooks: [],
    notices: [],
  },
  "invite a member": {
    audit: ["organization.invitation_created"],
    webhooks: [],
    notices: ["organization-invitation"],
  },
  "revoke an invitation": {
    audit: ["organization.invitation_revoked"],
    webhooks: [],
    notices: [],
  },
  "accept an invitation": {
    audit: ["organization.invitation_accepted", "organization.member_added", "organization.switched"],
    webhooks: [],
    notices: [],
  },
  "decline an invitation": {
    audit: ["organization.invitation_declined"],
    webhooks: [],
    notices: [],
  },
  "change a member's role": {
    audit: ["organization.role_changed"],
    webhooks: [],
    notices: [],
  },
  "remove a member": {
    audit: ["organization.member_removed"],
    webhooks: [],
    notices: [],
  },
  "leave an organization": {
    audit: ["organization.left"],
    webhooks: [],
    notices: [],
  },
  "leave an organization as the last member": {
    audit: ["organization.deleted"],
    webhooks: [],
    notices: [],
  },
  "act in an organization of others": {
    audit: ["access.refused"],
    webhooks: [],
    notices: [],
  },
  "act as an administrator without being one": {
    audit: ["administration.refused"],
    webhooks: [],
    notices: [],
  },
  "create a user": {
    audit: ["user.created"],
    webhooks: ["user.created"],
    notices: [],
  },
  "update a user": {
    audit: ["user.updated"],
    webhooks: ["user.updated"],
    notices: [],
  },
  "lock and unlock a user": {
    audit: ["user.locked", "user.unlocked"],
    webhooks: ["session.revoked", "user.locked"],
    notices: [],
  },
  "mark a password compromised, and unmark it": {
    audit: ["user.password_cleared", "user.password_compromised"],
    webhooks: ["session.pending", "user.password_compromised"],
    notices: [],
  },
  "set a user's password": {
    audit: ["user.password_set"],
    webhooks: ["session.revoked", "user.updated"],
    notices: ["password-changed"],
  },
  "expire a user's password": {
    audit: ["user.password_expired"],
    webhooks: ["user.updated"],
    notices: [],
  },
  "ask a user to reset the password": {
    audit: ["user.password_reset_asked"],
    webhooks: [],
    notices: ["password-reset-asked"],
  },
  "remove a user's second factors": {
    audit: ["user.second_factor_removed"],
    webhooks: ["session.revoked", "user.updated"],
    notices: ["second_factor_removed"],
  },
  "revoke a user's sessions": {
    audit: ["session.revoked", "user.sessions_revoked"],
    webhooks: ["session.revoked"],
    notices: [],
  },
  "make an administrator, and remove one": {
    audit: ["user.administrator_removed", "user.made_administrator"],
    webhooks: [],
    notices: [],
  },
  "delete a user": {
    audit: ["user.deleted"],
    webhooks: ["user.deleted"],
    notices: [],
  },
  "use a copy of a passkey": {
    audit: ["passkey.counter_went_back", "sign_in.passkey"],
    webhooks: [],
    notices: ["passkey_copied"],
  },
  "try too many second factors": {
    audit: ["rate_limit.reached", "second_factor.attempted"],
    webhooks: ["user.locked"],
    notices: ["second_factor_refused"],
  },
  "guess the key of the backend API": {
    audit: ["secret_key.refused"],
    webhooks: [],
    notices: [],
  },
  "export the audit log": {
    audit: ["audit_log.exported"],
    webhooks: [],
    notices: [],
  },
};

/**
 * Every audit event, with the flow above that writes it, the other test that expects it, or `null` if no code writes
 * it.
 */
const AUDIT_EVENTS = {
  "sign_in.password": "sign in by password",
  "sign_in.first_factor": "sign in by code",
  "sign_in.passkey": "sign in by passkey",
  "sign_up.completed": "sign up by code",
  "sign_up.rejected": "try to sign up without an invitation",
  "invitation.created": "invite a user to sign up",
  "invitation.revoked": "revoke an invitation to sign up",
  "invitation.accepted": "sign up by invitation",
  "password_reset.completed": "reset by code",
  "sign_in.requested": "sign in by code",
  "sign_in.code_attempted": "sign in by code",
  "sign_in.link_confirmed": "sign in by link",
  "sign_in.cancelled": "cancel a sign-in",
  "reset_password.requested": "ask for a reset by link, and confirm it",
  "reset_password.code_attempted": "reset by code",
  "reset_password.link_confirmed": "ask for a reset by link, and confirm it",
  "reset_password.cancelled": "cancel a reset",
  "sign_up.requested": "sign up by code",
  "sign_up.code_attempted": "sign up by code",
  "sign_up.link_confirmed": "sign up by link",
  "sign_up.cancelled": "cancel a sign-up",
  "email_address.requested": "add an email address",
  "email_address.code_attempted": "add an email address",
  "email_address.link_confirmed": "add an email address by link",
  "email_address.cancelled": "cancel the verification of an email address",
  "phone_number.requested": "add a phone number",
  "phone_number.code_attempted": "add a phone number",
  "phone_number.link_confirmed": null,
  "phone_number.cancelled": null,
  "fresh_proof.requested": "reauthenticate by code",
  "fresh_proof.code_attempted": "reauthenticate by code",
  "fresh_proof.link_confirmed": null,
  "fresh_proof.cancelled": null,
  "second_factor.requested": "set up a phone as the second factor, and remove it",
  "second_factor.code_attempted": "set up a phone as the second factor, and remove it",
  "second_factor.link_confirmed": null,
  "second_factor.cancelled": null,
  "email_address.added": "add an email address",
  "email_address.verified": "add an email address",
  "email_address.made_primary": "make an email address primary",
  "email_address.removed": "remove an email address",
  "phone_number.added": "add a phone number",
  "phone_number.verified": "add a phone number",
  "phone_number.made_primary": "make a phone number primary",
  "phone_number.removed": "remove a phone number",
  "username.changed": "change the username",
  "username.removed": "remove the username",
  "fresh_proof.password": "reauthenticate by password",
  "second_factor.attempted": "sign in by authenticator app",
  "second_factor.totp_added": "set up an authenticator app",
  "second_factor.totp_removed": "remove an authenticator app",
  "second_factor.phone_number_added": "set up a phone as the second factor, and remove it",
  "second_factor.phone_number_removed": "set up a phone as the second factor, and remove it",
  "second_factor.passkey_added": "add a passkey",
  "second_factor.passkey_removed": "remove a passkey",
  "passkey.renamed": "rename a passkey",
  "passkey.counter_went_back": "use a copy of a passkey",
  "second_factor.backup_codes_replaced": "replace the backup codes",
  "user.password_compromised": "mark a password compromised, and unmark it",
  "user.password_cleared": "mark a password compromised, and unmark it",
  "user.password_set": "set a user's password",
  "user.password_expired": "expire a user's password",
  "user.created": "create a user",
  "user.locked": "lock and unlock a user",
  "user.unlocked": "lock and unlock a user",
  "user.deleted": "delete a user",
  "user.password_reset_asked": "ask a user to reset the password",
  "user.second_factor_removed": "remove a user's second factors",
  "user.made_administrator": "make an administrator, and remove one",
  "user.administrator_removed": "make an administrator, and remove one",
  "organization.created": "create an organization",
  "organization.left": "leave an organization",
  "organization.switched": "switch to an organization",
  "organization.role_changed": "change a member's role",
  "organization.deleted": "leave an organization as the last member",
  "organization.member_added": "accept an invitation",
  "organization.member_removed": "remove a member",
  "organization.invitation_created": "invite a member",
  "organization.invitation_revoked": "revoke an invitation",
  "organization.invitation_accepted": "accept an invitation",
  "organization.invitation_declined": "decline an invitation",
  "webhook.endpoint_added": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.endpoint_changed": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.endpoint_enabled": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.endpoint_disabled": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.endpoint_removed": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.secret_rotated": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.delivery_failed": "lib/webhooks/deliver.test.ts",
  "message.resent": "lib/flows/admin/messages/resend.test.ts",
  "webhook.delivery_resent": "e2e/admin/admin-webhooks.spec.ts",
  "webhook.test_sent": "e2e/admin/admin-webhooks.spec.ts",
  "password.changed": "change the password",
  "user.updated": "change the name",
  "user.data_downloaded": "download one's data",
  "user.deletion_requested": "ask for deletion, and sign in again",
  "user.deletion_cancelled": "ask for deletion, and sign in again",
  "user.sessions_revoked": "revoke a user's sessions",
  "session.ended": "sign out",
  "session.revoked": "revoke one session, then all others",
  "session.others_revoked": "revoke one session, then all others",
  "session.reported": "report a sign-in",
  "secret_key.refused": "guess the key of the backend API",
  "administration.refused": "act as an administrator without being one",
  "access.refused": "act in an organization of others",
  "audit_log.exported": "export the audit log",
  "rate_limit.reached": "try too many second factors",
  "email.delivery_failed": "lib/notifications/deliver.test.ts",
  "sms.delivery_failed": "lib/notifications/sms/deliver-text.test.ts",
} as const satisfies Record<AuditEventType, FlowName | TestFile | null>;

/** Every webhook event, likewise. */
const WEBHOOKS = {
  "user.created": "create a user",
  "user.updated": "change the name",
  "user.deleted": "delete a user",
  "user.password_reset": "reset by code",
  "user.password_compromised": "mark a password compromised, and unmark it",
  "user.locked": "lock and unlock a user",
  "session.created": "sign in by password",
  "session.pending": "mark a password compromised, and unmark it",
  "session.ended": "sign out",
  "session.revoked": "revoke one session, then all others",
  "email.delivery_failed": "lib/notifications/deliver.test.ts",
  "webhook.test": "lib/webhooks/deliver.test.ts",
} as const satisfies Record<EventType, FlowName | TestFile>;

/** Every notice that users receive without a request, likewise. */
const NOTICES = {
  email_address_added: "add an email address",
  email_address_removed: "remove an email address",
  primary_email_address_changed: "make an email address primary",
  phone_number_added: "add a phone number",
  phone_number_removed: "remove a phone number",
  primary_phone_number_changed: "make a phone number primary",
  phone_number_moved: "take over a phone number",
  username_changed: "change the username",
  username_removed: "remove the username",
  totp_added: "set up an authenticator app",
  totp_removed: "remove an authenticator app",
  passkey_added: "add a passkey",
  passkey_removed: "remove a passkey",
  passkey_copied: "use a copy of a passkey",
  second_factor_phone_added: "set up a phone as the second factor, and remove it",
  second_factor_phone_removed: "set up a phone as the second factor, and remove it",
  backup_codes_replaced: "replace the backup codes",
  backup_code_used: "sign in by backup code",
  second_factor_refused: "try too many second factors",
  second_factor_removed: "remove a user's second factors",
  deletion_cancelled: "ask for deletion, and sign in again",
  "sign-up-existing": "lib/notifications/templates/notices.test.ts",
  "sign-up-rejected": "try to sign up without an invitation",
  "sign-up-invitation": "invite a user to sign up",
  "organization-invitation": "invite a member",
  "password-changed": "change the password",
  "password-reset-asked": "ask a user to reset the password",
  "deletion-requested": "ask for deletion, and sign in again",
  "account-deleted": "erase a due account",
  "new-device": "sign in by password",
  "webhook-disabled": "lib/webhooks/deliver.test.ts",
} as const satisfies Record<Notice, FlowName | TestFile>;

describe.each(Object.entries(FLOWS))("@texts @organizations @administration %s", (name, prepare) => {
  test("writes its audit events, webhooks and notices, and no others", async () => {
    const db = await database();
    if ((await db.webhookEndpoint.count()) === 0) {
      await db.webhookEndpoint.create({
        data: { url: "https://hooks.example", sealedSecret: new Uint8Array() },
      });
    }
    const run = await prepare();
    expect(await effectsOf(run)).toEqual(EFFECTS[name as FlowName]);
  });
});

const LISTS = { audit: AUDIT_EVENTS, webhooks: WEBHOOKS, notices: NOTICES };

test.each(Object.entries(LISTS))(
  "@texts @organizations @administration each name in the list of %s is expected where the list says",
  (kind, list) => {
    for (const [name, place] of Object.entries<FlowName | TestFile | null>(list)) {
      if (place === null) continue;
      const names: readonly string[] =
        place in EFFECTS ? EFFECTS[place as FlowName][kind as keyof Effects] : [];
      const isExpected =
        names.includes(name) || (!(place in EFFECTS) && readFileSync(place, "utf8").includes(name));
      expect(isExpected, `${name}: ${place}`).toBe(true);
    }
  },
);
