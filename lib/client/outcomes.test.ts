import { afterEach, describe, expect, test, vi } from "vitest";
import { AuthClient } from "./auth-client";
import type { EmailAddress } from "./email-address";
import { isAPIResponseError } from "./errors";
import type { Organization } from "./organization";
import type { Passkey } from "./passkey";
import type { PasswordReset } from "./password-reset";
import type { PhoneNumber } from "./phone-number";
import type { Session } from "./session";
import type { SignIn } from "./sign-in";
import type { SignUp } from "./sign-up";
import { memoryTokens } from "./tokens";
import type {
  EmailAddressJSON,
  InvitationJSON,
  MemberJSON,
  OrganizationJSON,
  PhoneNumberJSON,
  SessionJSON,
  SignInJSON,
  SignUpJSON,
  UserJSON,
} from "./types";
import type { User } from "./user";

const verification = {
  status: "unverified" as const,
  strategy: "email_code",
  expireAt: 0,
  attempts: 0,
  matchNumber: null,
  sameClient: null,
};
const signIn: SignInJSON = {
  id: "sign-in",
  status: "needs_second_factor",
  identifier: "ada@example.com",
  supportedFirstFactors: [],
  supportedSecondFactors: [{ strategy: "totp" }],
  firstFactorVerification: { ...verification, status: "verified" },
  secondFactorVerification: null,
  createdSessionId: null,
};
const signUp: SignUpJSON = {
  id: "sign-up",
  status: "missing_requirements",
  emailAddress: "ada@example.com",
  phoneNumber: null,
  verification,
  createdUserId: null,
  createdSessionId: null,
};
const task = { key: "setup-mfa" as const, url: "/session-tasks/setup-mfa" };
const pending: SessionJSON = {
  id: "session",
  status: "pending",
  currentTask: task,
  tasks: [task],
  user: null,
  organization: null,
  expireAt: 0,
};
const active: SessionJSON = { ...pending, status: "active", currentTask: null, tasks: [] };
const email = (id: string, isPrimary: boolean): EmailAddressJSON => ({
  id,
  emailAddress: `${id}@example.com`,
  isVerified: false,
  isPrimary,
  verification,
});
const phone = (id: string, isPrimary: boolean): PhoneNumberJSON => ({
  id,
  phoneNumber: "+14155550100",
  isVerified: false,
  isPrimary,
  verification,
});
const user: UserJSON = {
  id: "user",
  name: null,
  isAdmin: false,
  hasPassword: true,
  hasSecondFactor: false,
  createdAt: 0,
  emailAddresses: [email("first", true), email("second", false)],
  phoneNumbers: [phone("first", true), phone("second", false)],
  passkeys: [{ id: "second", name: "Key", isSynced: false, createdAt: 0, lastUsedAt: null }],
};
const deleted = { id: "second", deleted: true };
const reset = "needs_second_factor";

/** The responses of the API by call. A list is returned in order, and its last entry repeatedly. */
type Answers = Record<string, object | object[]>;

const SIGNED_IN: Answers = { "GET /client": { session: active, signIn, signUp }, "GET /me": user };

/** A client of a server with these responses, and 401 for any other call. */
async function clientOf(answers: Answers, navigate: (url: string) => unknown = () => undefined) {
  const left = new Map(
    Object.entries({ ...SIGNED_IN, ...answers }).map(([call, some]) => [call, [some].flat()]),
  );
  const client = new AuthClient({
    baseUrl: "https://auth.example.com",
    tokens: memoryTokens(),
    navigate,
    passkeys: { create: async () => ({}), get: async () => ({}) },
    fetch: async (url, init) => {
      const call = `${init?.method} ${String(url).replace("https://auth.example.com/api/v1", "")}`;
      const answer = left.get(call);
      const [first] = answer ?? [];
      if (answer && answer.length > 1) answer.shift();
      const error = { code: "authentication_invalid", message: call, longMessage: call, meta: {} };
      return first ? Response.json(first) : Response.json({ errors: [error] }, { status: 401 });
    },
  });
  await client.load();
  return client;
}

type Client = Awaited<ReturnType<typeof clientOf>>;

/** How a method of the client reports that the server accepted a step but the flow is not complete. */
type Row = {
  act: (client: Client) => unknown;
  /** The response of the API to an accepted step of an incomplete flow, or to a change. */
  answers: Answers;
  /** The value that the caller sees, in the result or in the client. */
  seen: (result: never, client: Client) => unknown;
  expected: unknown;
};

type MethodOf<Class> = {
  [Name in keyof Class]: Class[Name] extends (...input: never[]) => unknown ? Name : never;
}[keyof Class];
type Method =
  | `client.${Exclude<MethodOf<AuthClient>, "addListener" | "reauthenticate" | "withoutReauthentication" | "taskUrl" | "setSession" | "load" | "loadWithRetry">}`
  | `auth.${MethodOf<PasswordReset>}`
  | `signIn.${Exclude<MethodOf<SignIn>, "update" | "clear" | `create${string}Flow`>}`
  | `signUp.${Exclude<MethodOf<SignUp>, "update" | "clear" | `create${string}Flow`>}`
  | `session.${Exclude<MethodOf<Session>, "update">}`
  | `user.${Exclude<MethodOf<User>, "changed">}`
  | `emailAddress.${Exclude<MethodOf<EmailAddress>, "assign" | "toString" | `create${string}Flow`>}`
  | `phoneNumber.${Exclude<MethodOf<PhoneNumber>, "assign" | "toString">}`
  | `passkey.${Exclude<MethodOf<Passkey>, "assign">}`
  | `organization.${MethodOf<Organization>}`;

const statusOf = ({ status }: { status: string }) => status;
const codesOf = ({ errors }: { errors: { code: string }[] | null }) =>
  errors?.map(({ code }) => code) ?? null;
const signInRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: signIn },
  seen: statusOf,
  expected: "needs_second_factor",
});
const signUpRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: signUp },
  seen: statusOf,
  expected: "missing_requirements",
});
const sessionRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: pending },
  seen: (_result, { session, user: shown }) => [session?.status, shown],
  expected: ["pending", null],
});
const resetRow = (act: Row["act"], call: string, answer: object = signIn): Row => ({
  act,
  answers: { [call]: answer },
  seen: codesOf,
  expected: [reset],
});
const sentRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: { status: "sent" } },
  seen: codesOf,
  expected: null,
});
const secondEmail = ({ user: shown }: Client) => shown?.emailAddresses[1] as EmailAddress;
const secondPhone = ({ user: shown }: Client) => shown?.phoneNumbers[1] as PhoneNumber;
const emailRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: email("second", false) },
  seen: (result: EmailAddress) => result.verification.status,
  expected: "unverified",
});
const phoneRow = (act: Row["act"], call: string): Row => ({
  act,
  answers: { [call]: phone("second", false) },
  seen: (result: PhoneNumber) => result.isVerified,
  expected: false,
});
const secondPasskey = ({ user: shown }: Client) => shown?.passkeys[0] as Passkey;
const own: OrganizationJSON = { id: "organization", name: "Acme", role: "owner", memberId: "member" };
const inOrganization = { ...active, organization: { id: own.id, name: own.name, role: own.role } };
const member: MemberJSON = {
  id: "second",
  userId: "other",
  name: null,
  emailAddress: "grace@example.com",
  role: "member",
  isSelf: false,
  assignableRoles: [],
  canRemove: true,
};
const invitation: InvitationJSON = {
  id: "invitation",
  emailAddress: "grace@example.com",
  role: "member",
  isExpired: false,
  expireAt: 0,
  canManage: true,
};
const members = { "GET /organizations/organization/members": { data: [member] } };
const organizationRow = (
  act: (organization: Organization) => unknown,
  answers: Answers,
  seen: (result: never, client: Client) => unknown,
  expected: unknown,
): Row => ({
  act: async (client) => act(await client.getOrganization("organization")),
  answers: { "GET /organizations/organization": own, ...answers },
  seen,
  expected,
});
/** The name of the active organization, which the client reads from the session again. */
const activeName = (_result: unknown, client: Client) => client.organization?.name ?? null;
const withoutSecond = {
  ...user,
  emailAddresses: [email("first", true)],
  phoneNumbers: [phone("first", true)],
  passkeys: [],
};
const secondIsPrimary = {
  ...user,
  emailAddresses: [email("first", false), email("second", true)],
  phoneNumbers: [phone("first", false), phone("second", true)],
};

const ROWS: Record<Method, Row> = {
  "client.setActive": {
    act: (client) => client.setActive({ session: "another session" }).catch((error) => error.errors[0].code),
    answers: { "GET /session": active },
    seen: (code) => code,
    expected: "authentication_invalid",
  },
  "client.createOrganization": {
    act: (client) => client.createOrganization({ name: "Acme" }),
    answers: { "POST /organizations": own, "GET /session": inOrganization },
    seen: activeName,
    expected: "Acme",
  },
  "client.getOrganization": {
    act: (client) => client.getOrganization("organization"),
    answers: { "GET /organizations/organization": own },
    seen: ({ id, name }: Organization) => [id, name],
    expected: ["organization", "Acme"],
  },
  "client.getOrganizationMemberships": {
    act: (client) => client.getOrganizationMemberships(),
    answers: { "GET /organizations": { data: [own] } },
    seen: ({ total_count }: { total_count: number }) => total_count,
    expected: 1,
  },
  "client.getOrganizationInvitations": {
    act: (client) => client.getOrganizationInvitations(),
    answers: { "GET /organizations/invitations": { data: [] } },
    seen: (result) => result,
    expected: { data: [], total_count: 0 },
  },
  "client.signOut": {
    act: (client) => client.signOut(),
    answers: { "POST /session/end": { status: "ended" } },
    seen: (_result, { session, user: shown }) => [session, shown],
    expected: [null, null],
  },
  "client.handleEmailLinkVerification": {
    act: (client) => client.handleEmailLinkVerification().catch((error) => error.name),
    answers: {},
    seen: (name) => name,
    expected: "EmailLinkError",
  },
  "client.redirectToTasks": {
    act: (client) => client.redirectToTasks(),
    answers: { "GET /client": { session: pending, signIn: null, signUp: null } },
    seen: (_result, { session }) => session?.status,
    expected: "pending",
  },
  "client.redirectToTaskPage": {
    act: (client) => client.redirectToTaskPage(),
    answers: { "GET /client": { session: pending, signIn: null, signUp: null } },
    seen: (_result, { session }) => session?.status,
    expected: "pending",
  },
  "auth.sendResetPwdEmail": sentRow(
    ({ auth }) => auth.sendResetPwdEmail("a", "/"),
    "POST /password-reset/email",
  ),
  "auth.sendResetPwdCode": sentRow(({ auth }) => auth.sendResetPwdCode("1"), "POST /password-reset/phone"),
  "auth.resetPwdWithToken": resetRow(
    ({ auth }) => auth.resetPwdWithToken("token", "password"),
    "POST /password-reset/token",
    { status: reset },
  ),
  "auth.resetPwdWithCode": resetRow(
    ({ auth }) => auth.resetPwdWithCode("1", "2", "3"),
    "POST /password-reset/code",
  ),
  "signIn.create": signInRow(({ client }) => client.signIn.create({ identifier: "a" }), "POST /sign-ins"),
  "signIn.reload": signInRow(({ client }) => client.signIn.reload(), "GET /sign-ins/sign-in"),
  "signIn.prepareFirstFactor": signInRow(
    ({ client }) => client.signIn.prepareFirstFactor({ strategy: "email_code" }),
    "POST /sign-ins/sign-in/prepare-first-factor",
  ),
  "signIn.attemptFirstFactor": signInRow(
    ({ client }) => client.signIn.attemptFirstFactor({ strategy: "email_code", code: "1" }),
    "POST /sign-ins/sign-in/attempt-first-factor",
  ),
  "signIn.resetPassword": signInRow(
    ({ client }) => client.signIn.resetPassword({ password: "1" }),
    "POST /sign-ins/sign-in/reset-password",
  ),
  "signIn.prepareSecondFactor": signInRow(
    ({ client }) => client.signIn.prepareSecondFactor({ strategy: "phone_code" }),
    "POST /sign-ins/sign-in/prepare-second-factor",
  ),
  "signIn.attemptSecondFactor": signInRow(
    ({ client }) => client.signIn.attemptSecondFactor({ strategy: "totp", code: "1" }),
    "POST /sign-ins/sign-in/attempt-second-factor",
  ),
  "signIn.authenticateWithPasskey": {
    act: ({ client }) => client.signIn.authenticateWithPasskey(),
    answers: { "POST /sign-ins/passkey-options": { options: {} }, "POST /sign-ins/passkey": pending },
    seen: ({ status, createdSessionId, id }: SignIn) => [status, createdSessionId, id],
    expected: ["complete", "session", undefined],
  },
  "signUp.create": signUpRow(({ client }) => client.signUp.create({ emailAddress: "a" }), "POST /sign-ups"),
  "signUp.reload": signUpRow(({ client }) => client.signUp.reload(), "GET /sign-ups/sign-up"),
  "signUp.prepareEmailAddressVerification": signUpRow(
    ({ client }) => client.signUp.prepareEmailAddressVerification(),
    "POST /sign-ups/sign-up/prepare-verification",
  ),
  "signUp.attemptEmailAddressVerification": signUpRow(
    ({ client }) => client.signUp.attemptEmailAddressVerification({ code: "1" }),
    "POST /sign-ups/sign-up/attempt-verification",
  ),
  "session.touch": sessionRow(({ session }) => session?.touch(), "POST /session/touch"),
  "session.resetPassword": sessionRow(
    ({ session }) => session?.resetPassword({ password: "1" }),
    "POST /session/tasks/reset-password",
  ),
  "session.chooseOrganization": sessionRow(
    ({ session }) => session?.chooseOrganization({ name: "a" }),
    "POST /session/tasks/choose-organization",
  ),
  "session.prepareMfa": {
    act: ({ session }) => session?.prepareMfa({ strategy: "totp" }),
    answers: { "POST /session/tasks/setup-mfa": { strategy: "totp", secret: "secret", uri: "uri" } },
    seen: (result) => result,
    expected: { strategy: "totp", secret: "secret", uri: "uri" },
  },
  "session.attemptMfa": sessionRow(
    ({ session }) => session?.attemptMfa({ strategy: "totp", code: "1" }),
    "POST /session/tasks/setup-mfa",
  ),
  "session.prepareProof": {
    act: ({ session }) => session?.prepareProof(),
    answers: { "POST /session/prepare-proof": { verificationId: "id" } },
    seen: (result) => result,
    expected: { verificationId: "id" },
  },
  "session.attemptProof": sessionRow(
    ({ session }) => session?.attemptProof({ strategy: "totp", code: "1" }),
    "POST /session/attempt-proof",
  ),
  "session.verifyWithPasskey": {
    act: ({ session }) => session?.verifyWithPasskey(),
    answers: { "POST /session/passkey-options": { options: {} }, "POST /session/attempt-proof": active },
    seen: statusOf,
    expected: "active",
  },
  "user.reload": {
    act: (client) => client.user?.reload(),
    answers: { "GET /me": [user, withoutSecond] },
    seen: (shown: User) => shown.emailAddresses.length,
    expected: 1,
  },
  "user.update": {
    act: (client) => client.user?.update({ name: "Ada" }),
    answers: { "PATCH /me": user },
    seen: (shown: User) => shown.name,
    expected: null,
  },
  "user.updatePassword": {
    act: (client) => client.user?.updatePassword({ newPassword: "1" }),
    answers: { "POST /me/password": pending },
    seen: (_result, { session }) => session?.status,
    expected: "pending",
  },
  "user.createEmailAddress": emailRow(
    (client) => client.user?.createEmailAddress({ email: "a" }),
    "POST /me/email-addresses",
  ),
  "user.createPhoneNumber": phoneRow(
    (client) => client.user?.createPhoneNumber({ phoneNumber: "1" }),
    "POST /me/phone-numbers",
  ),
  "user.getSessions": {
    act: (client) => client.user?.getSessions(),
    answers: { "GET /me/sessions": { data: [] } },
    seen: (result) => result,
    expected: [],
  },
  "user.revokeSession": {
    act: (client) => client.user?.revokeSession("session"),
    answers: { "DELETE /me/sessions/session": { id: "session", deleted: true } },
    seen: (_result, { session, user: shown }) => [session, shown],
    expected: [null, null],
  },
  "user.createPasskey": {
    act: (client) => client.user?.createPasskey(),
    answers: {
      "POST /me/passkeys/options": { options: {} },
      "POST /me/passkeys": {
        passkey: { ...user.passkeys[0], id: "new" },
        session: active,
        backupCodes: ["code"],
      },
    },
    seen: ({ backupCodes }: Passkey, { user: shown }) => [backupCodes, shown?.passkeys.map(({ id }) => id)],
    expected: [["code"], ["new", "second"]],
  },
  "user.getOrganizationMemberships": {
    act: (client) => client.user?.getOrganizationMemberships(),
    answers: { "GET /organizations": { data: [own] } },
    seen: ({ data }: Awaited<ReturnType<User["getOrganizationMemberships"]>>) =>
      data.map(({ role, organization, publicUserData }) => [role, organization.name, publicUserData]),
    expected: [["owner", "Acme", { userId: "user", name: null, identifier: "first@example.com" }]],
  },
  "user.getOrganizationInvitations": {
    act: async (client) => {
      const { data = [] } = (await client.user?.getOrganizationInvitations()) ?? {};
      return Promise.all(data.map((received) => received.accept()));
    },
    answers: {
      "GET /organizations/invitations": { data: [{ id: "one", organizationName: "Acme", role: "member" }] },
      "POST /organizations/invitations/one/accept": own,
      "GET /session": inOrganization,
    },
    seen: ([accepted]: { status: string }[], client) => [accepted?.status, client.organization?.name],
    expected: ["accepted", "Acme"],
  },
  "user.leaveOrganization": {
    act: (client) => client.user?.leaveOrganization("organization"),
    answers: { "POST /organizations/organization/leave": active, "GET /session": active },
    seen: activeName,
    expected: null,
  },
  "organization.getMemberships": organizationRow(
    (organization) => organization.getMemberships(),
    members,
    ({ data }: Awaited<ReturnType<Organization["getMemberships"]>>) =>
      data.map(({ publicUserData }) => publicUserData),
    [{ userId: "other", name: null, identifier: "grace@example.com" }],
  ),
  "organization.getInvitations": organizationRow(
    (organization) => organization.getInvitations(),
    { "GET /organizations/organization/invitations": { data: [invitation] } },
    ({ data }: Awaited<ReturnType<Organization["getInvitations"]>>) => data.map(({ id }) => id),
    ["invitation"],
  ),
  "organization.inviteMember": organizationRow(
    async (organization) => (await organization.inviteMember({ emailAddress: "grace@example.com" })).resend(),
    {
      "POST /organizations/organization/invitations": invitation,
      "POST /organizations/organization/invitations/invitation/resend": { ...invitation, id: "new" },
    },
    ({ id }: { id: string }) => id,
    "new",
  ),
  "organization.updateMember": organizationRow(
    (organization) => organization.updateMember({ userId: "other", role: "admin" }),
    { ...members, "PATCH /organizations/organization/members/second": { ...member, role: "admin" } },
    ({ role }: { role: string }) => role,
    "admin",
  ),
  "organization.removeMember": organizationRow(
    (organization) => organization.removeMember("other"),
    { ...members, "DELETE /organizations/organization/members/second": deleted },
    ({ id }: { id: string }) => id,
    "second",
  ),
  "organization.leave": organizationRow(
    (organization) => organization.leave(),
    { "POST /organizations/organization/leave": active, "GET /session": active },
    activeName,
    null,
  ),
  "organization.destroy": organizationRow(
    (organization) => organization.destroy(),
    { "DELETE /organizations/organization": deleted, "GET /session": active },
    activeName,
    null,
  ),
  "passkey.update": {
    act: (client) => secondPasskey(client).update({ name: "Key ring" }),
    answers: { "PATCH /me/passkeys/second": { ...user.passkeys[0], name: "Key ring" } },
    seen: ({ name }: Passkey) => name,
    expected: "Key ring",
  },
  "passkey.delete": {
    act: (client) => secondPasskey(client).delete(),
    answers: { "DELETE /me/passkeys/second": deleted, "GET /me": [user, withoutSecond] },
    seen: (_result, { user: shown }) => shown?.passkeys,
    expected: [],
  },
  "emailAddress.reload": emailRow((client) => secondEmail(client).reload(), "GET /me/email-addresses/second"),
  "emailAddress.prepareVerification": emailRow(
    (client) => secondEmail(client).prepareVerification(),
    "POST /me/email-addresses/second/prepare-verification",
  ),
  "emailAddress.attemptVerification": emailRow(
    (client) => secondEmail(client).attemptVerification({ code: "1" }),
    "POST /me/email-addresses/second/attempt-verification",
  ),
  "emailAddress.makePrimary": {
    act: (client) => secondEmail(client).makePrimary(),
    answers: {
      "POST /me/email-addresses/second/make-primary": email("second", true),
      "GET /me": [user, secondIsPrimary],
    },
    seen: (made: EmailAddress, { user: shown }) => [made.isPrimary, shown?.primaryEmailAddress === made],
    expected: [true, true],
  },
  "emailAddress.destroy": {
    act: (client) => secondEmail(client).destroy(),
    answers: { "DELETE /me/email-addresses/second": deleted, "GET /me": [user, withoutSecond] },
    seen: (_result, { user: shown }) => shown?.emailAddresses.map(({ id }) => id),
    expected: ["first"],
  },
  "phoneNumber.reload": phoneRow((client) => secondPhone(client).reload(), "GET /me/phone-numbers/second"),
  "phoneNumber.prepareVerification": phoneRow(
    (client) => secondPhone(client).prepareVerification(),
    "POST /me/phone-numbers/second/prepare-verification",
  ),
  "phoneNumber.attemptVerification": phoneRow(
    (client) => secondPhone(client).attemptVerification({ code: "1" }),
    "POST /me/phone-numbers/second/attempt-verification",
  ),
  "phoneNumber.makePrimary": {
    act: (client) => secondPhone(client).makePrimary(),
    answers: {
      "POST /me/phone-numbers/second/make-primary": phone("second", true),
      "GET /me": [user, secondIsPrimary],
    },
    seen: (made: PhoneNumber, { user: shown }) => [made.isPrimary, shown?.primaryPhoneNumber === made],
    expected: [true, true],
  },
  "phoneNumber.destroy": {
    act: (client) => secondPhone(client).destroy(),
    answers: { "DELETE /me/phone-numbers/second": deleted, "GET /me": [user, withoutSecond] },
    seen: (_result, { user: shown }) => shown?.phoneNumbers.map(({ id }) => id),
    expected: ["first"],
  },
};

describe("a caller sees the response of the server", () => {
  test.each(Object.entries(ROWS))("%s", async (_method, { act, answers, seen, expected }) => {
    const client = await clientOf(answers);
    const result = await act(client);
    expect(seen(result as never, client)).toEqual(expected);
  });
});

/** Methods that return errors, that succeed if the session has ended already, or that send no request. */
const NOT_THROWN: Method[] = [
  "client.setActive",
  "client.signOut",
  "client.handleEmailLinkVerification",
  "client.redirectToTasks",
  "client.redirectToTaskPage",
  // The server of the table always knows the user.
  "user.reload",
];

describe("an error of the API reaches the caller", () => {
  const sending = Object.entries(ROWS).filter(([method]) => !NOT_THROWN.includes(method as Method));
  test.each(sending)("%s", async (method, { act }) => {
    const client = await clientOf({});
    const outcome = await Promise.resolve(act(client)).catch((error: unknown) => error);
    if (method.startsWith("auth.")) expect(codesOf(outcome as never)).toEqual(["authentication_invalid"]);
    else expect(isAPIResponseError(outcome)).toBe(true);
  });
});

describe("a reset by code", () => {
  const answers = (status: SignInJSON["status"], createdSessionId: string | null) => ({
    "POST /password-reset/code": { ...signIn, status, createdSessionId },
  });

  test("that needs a second factor continues with the attempt of the client", async () => {
    const client = await clientOf({
      ...answers("needs_second_factor", null),
      "POST /sign-ins/sign-in/attempt-second-factor": {
        ...signIn,
        status: "complete",
        createdSessionId: "session",
      },
    });
    const { errors } = await client.auth.resetPwdWithCode("1", "2", "3");
    expect(errors?.[0]).toMatchObject({
      code: "needs_second_factor",
      message: expect.stringContaining("second"),
    });
    expect(client.client.signIn.status).toBe("needs_second_factor");
    const { createdSessionId } = await client.client.signIn.attemptSecondFactor({
      strategy: "totp",
      code: "1",
    });
    expect(createdSessionId).toBe("session");
  });

  test("by access token that needs a second factor also continues with the attempt", async () => {
    const client = await clientOf({
      "POST /password-reset/token": { status: "needs_second_factor", signIn: { ...signIn, id: "by-token" } },
    });
    expect(codesOf(await client.auth.resetPwdWithToken("token", "password"))).toEqual([
      "needs_second_factor",
    ]);
    expect(client.client.signIn.id).toBe("by-token");
  });

  test.each(["needs_first_factor", "needs_new_password", "abandoned"] as const)(
    "with the status %s returns errors",
    async (status) => {
      const client = await clientOf(answers(status, null));
      expect(codesOf(await client.auth.resetPwdWithCode("1", "2", "3"))).toEqual([status]);
    },
  );

  test.each(["session", null])("that is complete returns no errors, with session %s", async (id) => {
    const client = await clientOf(answers("complete", id));
    expect(await client.auth.resetPwdWithCode("1", "2", "3")).toEqual({ errors: null });
    expect(client.client.signIn.createdSessionId).toBe(id);
  });
});

test("revoking a session of another client keeps this client's session", async () => {
  const client = await clientOf({ "DELETE /me/sessions/other": { id: "other", deleted: true } });
  await client.user?.revokeSession("other");
  expect(client.session?.id).toBe("session");
});

describe("after this client confirmed a link, handleEmailLinkVerification", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  const urls = { redirectUrl: "/left", redirectUrlComplete: "/complete" };
  const linked = {
    ...signIn,
    firstFactorVerification: { ...verification, status: "verified", strategy: "email_link" },
  };

  test.each([
    ["needs_second_factor", active, "/left"],
    ["needs_new_password", active, "/left"],
    ["complete", active, "/complete"],
    ["complete", pending, "/left"],
    ["complete", null, "/left"],
  ])("redirects for a sign-in that is %s", async (status, session, expected) => {
    const led: string[] = [];
    vi.stubGlobal("location", new URL("https://shop.example/?link_status=verified&link_same_client=true"));
    const answers = { "GET /client": { session, signIn: { ...linked, status }, signUp: null } };
    const client = await clientOf(answers, (url) => led.push(url));
    await client.handleEmailLinkVerification(urls);
    expect(led).toEqual([expected]);
  });
});
