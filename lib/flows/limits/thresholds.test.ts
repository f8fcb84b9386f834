import "@/lib/db/testing/own-database";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Actor, SYSTEM_REQUEST } from "@/lib/audit";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { SoftwareAuthenticator } from "@/lib/factors/passkey/testing/authenticator";
import { changeOwnPassword } from "../account/change-password";
import { exportOwnData } from "../account/export";
import { requestDeletion } from "../account/request-deletion";
import { requestPasswordReset } from "../admin/request-password-reset";
import type { Caller } from "../caller";
import { confirmLink } from "../email-link/confirm";
import { addIdentifier, addUnverifiedIdentifier } from "../identifiers/add";
import { makePrimary, removeIdentifier } from "../identifiers/change";
import { startIdentifierVerification } from "../identifiers/verify";
import { createOrganization } from "../organizations/create";
import { inviteMember } from "../organizations/invite";
import { addPasskey, beginPasskeyRegistration } from "../passkeys/add";
import { beginPasskeySignIn, signInWithPasskey } from "../passkeys/sign-in";
import { resetByAccessToken } from "../password-reset/access-token";
import { resetPasswordWithCode } from "../password-reset/with-code";
import { requestReauthenticationCode } from "../reauthentication/with-code";
import { beginPasskeyReauthentication, reauthenticateWithPasskey } from "../reauthentication/with-passkey";
import { reauthenticateWithPassword } from "../reauthentication/with-password";
import { reauthenticateWithSecondFactor } from "../reauthentication/with-second-factor";
import { attemptSecondFactor } from "../second-factor/attempt";
import { regenerateBackupCodes } from "../second-factor/backup-codes";
import { beginSecondFactorPhone } from "../second-factor/phone";
import { prepareSecondFactor } from "../second-factor/prepare";
import { beginTotp } from "../second-factor/totp";
import { rejectSecretKey } from "../secret-key";
import type { StrategyName } from "../sign-in/attempt";
import { attemptFirstFactor } from "../sign-in/attempt-first-factor";
import { createSignIn } from "../sign-in/create";
import { prepareFirstFactor } from "../sign-in/prepare-first-factor";
import { signInWithPassword } from "../sign-in/with-password";
import { createSignUp } from "../sign-up/create";
import { prepareSignUpVerification } from "../sign-up/prepare-verification";
import { inviteToSignUp } from "../sign-up-invitations/invite";
import { knownClientOf, newNetwork, unknownClient } from "../testing/clients";
import {
  counterOf,
  letTimePass,
  removeOthers,
  saveCounters,
  secondsLeft,
  setPoints,
  timesReached,
} from "../testing/counters";
import { expectOk } from "../testing/result";
import {
  codeSentFor,
  createTestUser,
  linkSentFor,
  newAddress,
  signInAs,
  type TestUser,
  totpCodeOf,
} from "../testing/user";
import type { GuessLimitName, LimitName } from "./names";

vi.mock("@/lib/db/rate-limit", async (importOriginal) => {
  const actual = await importOriginal<typeof import("@/lib/db/rate-limit")>();
  return { ...actual, consumePoints: vi.fn(actual.consumePoints) };
});

vi.hoisted(() => {
  process.env.INBOX = "on";
  process.env.RESEND_COOLDOWN_SECONDS = "0";
  process.env.SMS_DAILY_LIMIT = "1000";
});

const PASSWORD = "violet otter mends lanterns";
const NEW_PASSWORD = "copper kites circle northward";
const TOO_SHORT = "short";
const ORIGIN = "http://localhost:3000";
const BACK_OFFICE: Actor = { by: "secret_key", userId: null, metadata: SYSTEM_REQUEST };

const QUARTER = 15 * 60;
const HOUR = 3_600;
const DAY = 24 * HOUR;
const COOLDOWN = 60;

/** Sends a request; resolves with `ok`, `sent`, `suppressed`, or the error code. */
type Request = () => Promise<string>;

type Case = {
  request: Request;
  /** The result of a request within the limit; `ok` by default. */
  within?: string;
  /** Requests that the limit does not affect: each resolves with the same, or with `ok`. */
  others: Record<string, Request>;
};

type Threshold = {
  limit: number;
  seconds: number;
  /** The result of a request beyond the limit. */
  beyond: "too_many_requests" | "suppressed";
  /** Whether the audit log records that the limit was reached; true by default. */
  isRecorded?: boolean;
  /** The flows that count for the limit. */
  flows: Record<string, () => Promise<Case>>;
};

type Flows = Threshold["flows"];

const rejects = (limit: number, seconds: number, flows: Flows): Threshold => ({
  limit,
  seconds,
  beyond: "too_many_requests",
  flows,
});

const suppresses = (limit: number, seconds: number, flows: Flows): Threshold => ({
  limit,
  seconds,
  beyond: "suppressed",
  flows,
});

type Outcome = { ok: true } | { ok: false; errors: readonly { code: string }[] };

const codeOf = (result: Outcome): string => (result.ok ? "ok" : (result.errors[0]?.code ?? ""));

/** Runs a flow; resolves with `sent`, `suppressed`, or the error code. */
async function delivery(flow: () => Promise<Outcome>): Promise<string> {
  const db = await database();
  const count = () => db.outboxMessage.count({ where: { deliverable: true } });
  const before = await count();
  const result = await flow();
  if (!result.ok) return codeOf(result);
  return (await count()) > before ? "sent" : "suppressed";
}

let numbers = 0;

/** Returns a phone number in a block of 10,000 numbers. */
const newNumber = (block = "+1415555") => `${block}${String(1_000 + numbers++).padStart(4, "0")}`;

const makeUser = (of: { totp?: boolean } = {}) => createTestUser(PASSWORD, of);

async function withNumber({ secondFactor = false, block = "+1415555" } = {}) {
  const person = await makeUser();
  const number = newNumber(block);
  const secondFactorAt = secondFactor ? new Date() : null;
  const { id: phoneNumberId } = await (await database()).phoneNumber.create({
    data: { userId: person.id, number, isPrimary: true, verifiedAt: new Date(), secondFactorAt },
  });
  return { ...person, number, phoneNumberId };
}

async function signedIn() {
  const person = await makeUser();
  return { ...person, caller: await signInAs(person, PASSWORD) };
}

const begin = (identifier: string, strategy: StrategyName | null, caller: Caller) =>
  createSignIn({ identifier, strategy, redirectUrl: null }, caller);

const message = (identifier: string, strategy: StrategyName, caller: Caller) =>
  delivery(() => begin(identifier, strategy, caller));

const signIn = async ({ address }: TestUser, caller: Caller) =>
  signInWithPassword({ identifier: address, password: PASSWORD, redirectUrl: null }, caller);

/** Verifies the password of a user with a second factor; returns the attempt's ID. */
async function needsSecondFactor(person: TestUser, caller: Caller): Promise<string> {
  const { outcome } = expectOk(await signIn(person, caller));
  if (outcome.status !== "needs_second_factor") throw new Error(outcome.status);
  return outcome.signInId;
}

async function secondFactorMessage(person: TestUser, caller: Caller): Promise<string> {
  const signInId = await needsSecondFactor(person, caller);
  return delivery(() => prepareSecondFactor({ signInId, phoneNumberId: null }, caller));
}

const attemptOf = async (id: string) => (await database()).signIn.findUniqueOrThrow({ where: { id } });

async function recover(signInId: string, code: string | null, caller: Caller) {
  const input = { signInId, code, password: TOO_SHORT, signOutOfOtherSessions: true };
  return codeOf(await resetPasswordWithCode(input, caller));
}

/**
 * Starts a password reset, and verifies its first factor if requested; returns a function that submits a new password.
 */
async function reset({ address }: TestUser, caller: Caller, { isVerified }: { isVerified: boolean }) {
  const { signInId } = expectOk(await begin(address, "reset_password_email_code", caller));
  if (isVerified) expectOk(await attemptFirstFactor({ signInId, code: await codeSentFor(signInId) }, caller));
  return () => recover(signInId, isVerified ? null : "000000", caller);
}

async function accessTokenOf({ address: identifier }: TestUser): Promise<string> {
  const strategy = "reset_password_email_link";
  const input = { identifier, strategy, redirectUrl: null, resetPageUrl: "/elsewhere" } as const;
  const { signInId } = expectOk(await createSignIn(input, unknownClient()));
  return linkSentFor((await attemptOf(signInId)).verificationId);
}

async function registerPasskey() {
  const user = await signedIn();
  const device = new SoftwareAuthenticator(ORIGIN, true);
  const { options } = expectOk(await beginPasskeyRegistration(user.caller));
  expectOk(await addPasskey(device.register(options), user.caller));
  return device;
}

async function passkeySignIn(device: SoftwareAuthenticator, counter?: number, caller = unknownClient()) {
  const { options } = expectOk(await beginPasskeySignIn(caller));
  return signInWithPasskey(device.sign(options, counter === undefined ? {} : { counter }), caller);
}

const NEW_SIGN_UP = { phoneNumber: null, password: null, redirectUrl: null };

const signUp = (emailAddress: string, method: "email_code" | null, caller: Caller) =>
  createSignUp({ ...NEW_SIGN_UP, emailAddress, method }, caller);

async function organization() {
  const owner = await signedIn();
  const { organizationId } = expectOk(await createOrganization({ name: "Lanterns" }, owner.caller));
  return { organizationId, owner: owner.caller };
}

type Organization = Awaited<ReturnType<typeof organization>>;

const invite = ({ organizationId, owner }: Organization, emailAddress: string, caller: Caller = owner) =>
  inviteMember({ organizationId, emailAddress, role: "member" }, caller);

async function newAdmin({ organizationId }: Organization): Promise<Caller> {
  const { id: userId, caller } = await signedIn();
  await (await database()).membership.create({ data: { organizationId, userId, role: "admin" } });
  return caller;
}

/** Moves a client to another network. */
const at = (caller: Caller, ipAddress: string): Caller => ({
  ...caller,
  metadata: { ...caller.metadata, ipAddress },
});

/** A request of any client in one network. Other networks have separate limits. */
const ofNetwork = (request: (caller: Caller) => Promise<string>): Case => {
  const ipAddress = newNetwork();
  return {
    request: () => request(unknownClient(ipAddress)),
    others: { "another network": () => request(unknownClient()) },
  };
};

/** A request of one user. Other users have separate limits. */
const ofUser = async (request: (caller: Caller) => Promise<Outcome>): Promise<Case> => {
  const [user, other] = [await signedIn(), await signedIn()];
  return {
    request: async () => codeOf(await request(user.caller)),
    others: { "another user": async () => codeOf(await request(other.caller)) },
  };
};

/** A request of one client. Other clients have separate limits. */
const ofClient = (request: (caller: Caller) => Promise<Outcome>, caller: Caller, other: Caller): Case => ({
  request: async () => codeOf(await request(caller)),
  others: { "another client": async () => codeOf(await request(other)) },
});

/** Gives a caller a new client token. The session stays, as if an app sent another token. */
const withNewClient = (caller: Caller): Caller => ({ ...unknownClient(), sessionToken: caller.sessionToken });

const addAddress = (
  caller: Caller,
  method: "email_code" | "email_link" = "email_code",
  typed: string = newAddress(),
) => addIdentifier({ kind: "email", typed, method }, caller);

const addNumber = (caller: Caller, typed: string = newNumber()) =>
  addIdentifier({ kind: "phone", typed, method: "phone_code" }, caller);

/** Returns messages that known or unknown clients request for a recipient. */
async function toRecipient(strategy: StrategyName) {
  const [person, another] = [await makeUser(), await makeUser()];
  const ipAddress = newNetwork();
  const client = await knownClientOf(person, unknownClient(ipAddress));
  const send = (caller: Caller, to: TestUser = person) => message(to.address, strategy, caller);
  return { person, another, ipAddress, client, send };
}

const toRecipientOfKnownClient = (strategy: StrategyName) => async (): Promise<Case> => {
  const { person, another, ipAddress, client, send } = await toRecipient(strategy);
  const [other, ofAnother] = [await knownClientOf(person, unknownClient(ipAddress)), client];
  await knownClientOf(another, ofAnother);
  return {
    request: () => send(client),
    within: "sent",
    others: {
      "another known client": () => send(other),
      "an unknown client in the network": () => send(unknownClient(ipAddress)),
      "another recipient": () => send(ofAnother, another),
    },
  };
};

const toRecipientOfNetwork = (strategy: StrategyName) => async (): Promise<Case> => {
  const { another, ipAddress, client, send } = await toRecipient(strategy);
  return {
    request: () => send(unknownClient(ipAddress)),
    within: "sent",
    others: {
      "a known client in the network": () => send(client),
      "another network": () => send(unknownClient()),
      "another recipient": () => send(unknownClient(ipAddress), another),
    },
  };
};

const toRecipientOfKnownClients = (strategy: StrategyName) => async (): Promise<Case> => {
  const { person, another, ipAddress, client, send } = await toRecipient(strategy);
  await knownClientOf(another, client);
  return {
    request: async () => send(await knownClientOf(person)),
    within: "sent",
    others: {
      "an unknown client in the network": () => send(unknownClient(ipAddress)),
      "another recipient": () => send(client, another),
    },
  };
};

/** Returns messages of sign-ups and added addresses to one recipient that is not verified yet. */
const toUnverified = (method: "email_code" | "email_link", networks: () => string): Flows => {
  const signUpFrom = (caller: Caller, emailAddress: string) =>
    delivery(() => createSignUp({ ...NEW_SIGN_UP, emailAddress, method }, caller));
  return {
    "a sign-up": async () => {
      const recipient = newAddress();
      const ipAddress = networks();
      return {
        request: () => signUpFrom(unknownClient(ipAddress || newNetwork()), recipient),
        within: "sent",
        others: {
          "another recipient": () => signUpFrom(unknownClient(ipAddress || newNetwork()), newAddress()),
          ...(ipAddress && { "another network": () => signUpFrom(unknownClient(), recipient) }),
        },
      };
    },
    "an added address": async () => {
      const recipient = newAddress();
      const { caller } = await signedIn();
      const { address } = await makeUser();
      const ipAddress = networks();
      const add = (from: string, typed = recipient) =>
        delivery(() => addAddress(at(caller, from || newNetwork()), method, typed));
      return {
        request: () => add(ipAddress),
        within: "sent",
        others: {
          "another recipient": () => add(ipAddress, newAddress()),
          "a verified address": () => message(address, method, unknownClient(ipAddress || newNetwork())),
        },
      };
    },
  };
};

const THRESHOLDS: Record<Exclude<LimitName, GuessLimitName>, Threshold> = {
  "password:network": rejects(600, QUARTER, {
    "a sign-in by password": async () => {
      const person = await makeUser();
      const ipAddress = newNetwork();
      const known = await knownClientOf(person, unknownClient(ipAddress));
      const request = async (caller: Caller) => codeOf(await signIn(person, caller));
      return {
        request: () => request(unknownClient(ipAddress)),
        others: {
          "another network": () => request(unknownClient()),
          "a known client in the network": () => request(known),
        },
      };
    },
  }),
  "sign-up:network": rejects(100, QUARTER, {
    "a sign-up": async () => ofNetwork(async (caller) => codeOf(await signUp(newAddress(), null, caller))),
  }),
  "attempt:network": rejects(600, QUARTER, {
    "an attempt to sign in": async () =>
      ofNetwork(async (caller) => codeOf(await begin(newAddress(), null, caller))),
    "an invalid link": async () => {
      const valid = async () => {
        const { address } = await makeUser();
        const caller = unknownClient();
        const { signInId } = expectOk(await begin(address, "email_link", caller));
        return { token: await linkSentFor((await attemptOf(signInId)).verificationId), caller };
      };
      const ipAddress = newNetwork();
      const { token, caller } = await valid();
      const invalid = (client: Caller) => confirmLink({ token: "invalid", matchNumber: null }, client);
      return {
        request: async () => codeOf(await invalid(unknownClient(ipAddress))),
        others: {
          "another network": async () => codeOf(await invalid(unknownClient())),
          "a valid link": async () =>
            codeOf(await confirmLink({ token, matchNumber: null }, at(caller, ipAddress))),
        },
      };
    },
    "an invalid passkey": async () => {
      const unknown = new SoftwareAuthenticator(ORIGIN);
      const request = async (caller: Caller) => codeOf(await passkeySignIn(unknown, undefined, caller));
      const device = await registerPasskey();
      const ipAddress = newNetwork();
      return {
        request: () => request(unknownClient(ipAddress)),
        within: "passkey_not_accepted",
        others: {
          "another network": () => request(unknownClient()),
          "a valid passkey": async () =>
            codeOf(await passkeySignIn(device, undefined, unknownClient(ipAddress))),
        },
      };
    },
    "an invalid access token": async () => {
      const token = await accessTokenOf(await makeUser());
      const ipAddress = newNetwork();
      const request = async (caller: Caller, accessToken = "invalid") =>
        codeOf(await resetByAccessToken({ accessToken, password: NEW_PASSWORD }, caller));
      return {
        request: () => request(unknownClient(ipAddress)),
        within: "verification_failed",
        others: {
          "another network": () => request(unknownClient()),
          "a valid access token": () => request(unknownClient(ipAddress), token),
        },
      };
    },
  }),
  "attempt:identifier:network": rejects(60, QUARTER, {
    "an attempt to sign in": async () => {
      const person = await makeUser();
      const ipAddress = newNetwork();
      const known = await knownClientOf(person, unknownClient(ipAddress));
      const request = async (caller: Caller, identifier = person.address) =>
        codeOf(await begin(identifier, null, caller));
      return {
        request: () => request(unknownClient(ipAddress)),
        others: {
          "another network": () => request(unknownClient()),
          "another identifier": () => request(unknownClient(ipAddress), newAddress()),
          "a known client in the network": () => request(known),
        },
      };
    },
  }),
  "attempt:known-client": rejects(60, QUARTER, {
    "an attempt to sign in": async () => {
      const person = await makeUser();
      const [client, other] = [await knownClientOf(person), await knownClientOf(person)];
      const request = async (caller: Caller) => codeOf(await begin(person.address, null, caller));
      return {
        request: () => request(client),
        others: {
          "another known client": () => request(other),
          "an unknown client": () => request(unknownClient()),
        },
      };
    },
  }),
  "new-password:network": rejects(600, QUARTER, {
    "a reset whose code is not verified": async () => {
      const person = await makeUser();
      const ipAddress = newNetwork();
      const of = async (caller: Caller) => reset(person, caller, { isVerified: false });
      return {
        request: await of(unknownClient(ipAddress)),
        within: "form_password_length_too_short",
        others: {
          "another network": await of(unknownClient()),
          "a known client in the network": await of(await knownClientOf(person, unknownClient(ipAddress))),
          "a reset whose code is verified": await reset(person, unknownClient(ipAddress), {
            isVerified: true,
          }),
        },
      };
    },
  }),
  "new-password:subject": rejects(30, QUARTER, {
    "a reset whose code is verified": async () => {
      const of = async () => reset(await makeUser(), unknownClient(), { isVerified: true });
      return {
        request: await of(),
        within: "form_password_length_too_short",
        others: { "another user": await of() },
      };
    },
    "a reset on a known client": async () => {
      const of = async () => {
        const person = await makeUser();
        return reset(person, await knownClientOf(person), { isVerified: false });
      };
      return {
        request: await of(),
        within: "form_password_length_too_short",
        others: { "another user": await of() },
      };
    },
    "a reset by access token": async () => {
      const of = (token: string) => async () =>
        codeOf(await resetByAccessToken({ accessToken: token, password: TOO_SHORT }, unknownClient()));
      const [person, other] = [await makeUser(), await makeUser()];
      return {
        request: of(await accessTokenOf(person)),
        within: "form_password_length_too_short",
        others: { "another user": of(await accessTokenOf(other)) },
      };
    },
    "a change of the password": async () => ({
      ...(await ofUser((caller) =>
        changeOwnPassword(
          { currentPassword: PASSWORD, password: TOO_SHORT, signOutOfOtherSessions: true },
          caller,
        ),
      )),
      within: "form_password_length_too_short",
    }),
  }),
  "second-factor:setup": rejects(20, HOUR, {
    "an authenticator app": () => ofUser(beginTotp),
    "a passkey": () => ofUser(beginPasskeyRegistration),
    "a phone": async () => {
      const of = async () => {
        const user = await withNumber();
        const { phoneNumberId } = user;
        const caller = await signInAs(user, PASSWORD);
        return async () => codeOf(await beginSecondFactorPhone({ phoneNumberId }, caller));
      };
      return { request: await of(), others: { "another user": await of() } };
    },
    "backup codes": async () => {
      const of = async () => {
        const user = await makeUser({ totp: true });
        const caller = unknownClient();
        const signInId = await needsSecondFactor(user, caller);
        const input = { signInId, strategy: "totp", code: await totpCodeOf(user.id) } as const;
        const { session } = expectOk(await attemptSecondFactor({ ...input, trustDevice: false }, caller));
        let sessionToken = session?.token ?? "";
        return async () => {
          const replaced = await regenerateBackupCodes({ ...caller, sessionToken });
          if (replaced.ok) sessionToken = replaced.session.token;
          return codeOf(replaced);
        };
      };
      return { request: await of(), others: { "another user": await of() } };
    },
  }),
  "secret-key:network": rejects(60, QUARTER, {
    "a wrong key": async () => {
      const request = async ({ metadata }: Caller, isGuess = true) =>
        codeOf(await rejectSecretKey({ isGuess }, metadata));
      const ipAddress = newNetwork();
      return {
        request: () => request(unknownClient(ipAddress)),
        within: "authentication_invalid",
        others: {
          "another network": () => request(unknownClient()),
          "a request without a key": () => request(unknownClient(ipAddress), false),
        },
      };
    },
  }),
  "passkey-challenge:network": rejects(3_000, QUARTER, {
    "a sign-in by passkey": async () => ofNetwork(async (caller) => codeOf(await beginPasskeySignIn(caller))),
  }),
  "sign-in:client": rejects(60, QUARTER, {
    "a sign-in by password": async () => {
      const person = await makeUser();
      const [client, other] = [await knownClientOf(person), await knownClientOf(person)];
      const { request, others } = ofClient((caller) => signIn(person, caller), client, other);
      const unknown = async () => codeOf(await signIn(person, unknownClient()));
      return { request, others: { ...others, "an unknown client": unknown } };
    },
    "a verified password before the second factor": async () => {
      const person = await makeUser({ totp: true });
      return ofClient((caller) => signIn(person, caller), unknownClient(), unknownClient());
    },
    "a sign-in by passkey": async () => {
      const device = await registerPasskey();
      return ofClient((caller) => passkeySignIn(device, undefined, caller), unknownClient(), unknownClient());
    },
  }),
  "sign-in:user": rejects(300, QUARTER, {
    "a sign-in by password": async () => {
      const [person, another] = [await makeUser(), await makeUser()];
      const request = async (caller: Caller, of = person) => codeOf(await signIn(of, caller));
      return {
        request: async () => request(await knownClientOf(person)),
        others: {
          "an unknown client": () => request(unknownClient()),
          "another user": async () => request(await knownClientOf(another), another),
        },
      };
    },
    "a sign-in by passkey": async () => {
      const [device, other] = [await registerPasskey(), await registerPasskey()];
      return {
        request: async () => codeOf(await passkeySignIn(device)),
        others: { "another user": async () => codeOf(await passkeySignIn(other)) },
      };
    },
  }),
  "reauthentication:user": rejects(60, QUARTER, {
    "the password": () =>
      reauthenticates(signedIn, (caller) => reauthenticateWithPassword({ password: PASSWORD }, caller)),
    "an authenticator app": () =>
      reauthenticates(signedInWithTotp, async (caller, { id }) =>
        reauthenticateWithSecondFactor({ strategy: "totp", code: await totpCodeOf(id) }, caller),
      ),
    "a passkey": () => {
      const devices = new Map<string, SoftwareAuthenticator>();
      const withPasskey = async () => {
        const user = await signedIn();
        const device = new SoftwareAuthenticator(ORIGIN, true);
        const { options } = expectOk(await beginPasskeyRegistration(user.caller));
        const { session } = expectOk(await addPasskey(device.register(options), user.caller));
        devices.set(user.id, device);
        return { ...user, caller: { ...user.caller, sessionToken: session.token } };
      };
      return reauthenticates(withPasskey, async (caller, { id }) => {
        const { options } = expectOk(await beginPasskeyReauthentication(caller));
        const device = devices.get(id);
        if (device === undefined) throw new Error("no passkey");
        return reauthenticateWithPasskey(device.sign(options), caller);
      });
    },
  }),
  "identifier-change:user": rejects(20, HOUR, {
    "adding one": () =>
      ofUser((caller) => addUnverifiedIdentifier({ kind: "email", typed: newAddress() }, caller)),
    "removing one": async () => {
      const of = async () => {
        const { id: userId, caller } = await signedIn();
        return async () => {
          const data = { userId, address: newAddress() };
          const { id: identifierId } = await (await database()).emailAddress.create({ data });
          return codeOf(await removeIdentifier({ kind: "email", identifierId }, caller));
        };
      };
      return { request: await of(), others: { "another user": await of() } };
    },
    "making one primary": async () => {
      const of = async () => {
        const { id: userId, caller } = await signedIn();
        const { id: identifierId } = await (await database()).emailAddress.findFirstOrThrow({
          where: { userId },
        });
        return async () => codeOf(await makePrimary({ kind: "email", identifierId }, caller));
      };
      return { request: await of(), others: { "another user": await of() } };
    },
  }),
  "deletion-request:user": rejects(10, HOUR, {
    "a request to delete the account": async () => {
      const of = async () => {
        const user = await makeUser();
        return async () => codeOf(await requestDeletion(await signInAs(user, PASSWORD)));
      };
      return { request: await of(), others: { "another user": await of() } };
    },
  }),
  "data-download:account": rejects(10, HOUR, { "a download": () => ofUser(exportOwnData) }),
  "reset-notice:cooldown": rejects(1, COOLDOWN, {
    "an administrator's request": async () => {
      config().codes.resendCooldownSeconds = COOLDOWN;
      const [user, other] = [await makeUser(), await makeUser()];
      const request = async ({ id }: TestUser) => codeOf(await requestPasswordReset(id, BACK_OFFICE));
      return { request: () => request(user), others: { "another user": () => request(other) } };
    },
  }),
  "reset-notice:account": rejects(10, HOUR, {
    "an administrator's request": async () => {
      const [user, other] = [await makeUser(), await makeUser()];
      const request = async ({ id }: TestUser) => codeOf(await requestPasswordReset(id, BACK_OFFICE));
      return { request: () => request(user), others: { "another user": () => request(other) } };
    },
  }),
  "invitation:recipient:day": rejects(10, DAY, {
    "an invitation": async () => {
      const [own, other] = [await organization(), await organization()];
      const recipient = newAddress();
      return {
        request: async () => codeOf(await invite(own, recipient)),
        others: {
          "another recipient": async () => codeOf(await invite(own, newAddress())),
          "another organization": async () => codeOf(await invite(other, recipient)),
        },
      };
    },
  }),
  "invitation:inviter:day": rejects(50, DAY, {
    "an invitation": async () => {
      const own = await organization();
      const admin = await newAdmin(own);
      return {
        request: async () => codeOf(await invite(own, newAddress())),
        others: { "another member": async () => codeOf(await invite(own, newAddress(), admin)) },
      };
    },
  }),
  "invitation:organization:day": rejects(200, DAY, {
    "an invitation": async () => {
      const [own, other] = [await organization(), await organization()];
      const inviters = [own.owner, await newAdmin(own)];
      let turn = 0;
      return {
        request: async () => codeOf(await invite(own, newAddress(), inviters[turn++ % 2])),
        others: { "another organization": async () => codeOf(await invite(other, newAddress())) },
      };
    },
  }),
  "sign-up-invitation:recipient:day": rejects(10, DAY, {
    "an invitation to sign up": async () => {
      const recipient = newAddress();
      const invite = async (emailAddress: string) =>
        codeOf(await inviteToSignUp({ emailAddress, redirectUrl: null }, BACK_OFFICE));
      return {
        request: () => invite(recipient),
        others: { "another recipient": () => invite(newAddress()) },
      };
    },
  }),
  "message:cooldown": rejects(1, COOLDOWN, {
    "a code to sign in": async () => {
      config().codes.resendCooldownSeconds = COOLDOWN;
      const [{ address }, caller] = [await makeUser(), unknownClient()];
      const { request, others } = ofClient((by) => begin(address, "email_code", by), caller, unknownClient());
      const elsewhere = async () => codeOf(await begin(newAddress(), "email_code", caller));
      return { request, others: { ...others, "another identifier": elsewhere } };
    },
  }),
  "message:client": rejects(10, HOUR, {
    "an attempt to sign in": async () => {
      const { address } = await makeUser();
      return ofClient((caller) => begin(address, "email_code", caller), unknownClient(), unknownClient());
    },
    "another code of an attempt": async () => {
      const { address } = await makeUser();
      const of = async () => {
        const caller = unknownClient();
        const { signInId } = expectOk(await begin(address, null, caller));
        const choice = { signInId, strategy: "email_code", contactId: null } as const;
        return async () => codeOf(await prepareFirstFactor(choice, caller));
      };
      return { request: await of(), others: { "another client": await of() } };
    },
    "a sign-up": async () => {
      const emailAddress = newAddress();
      return ofClient(
        (caller) => signUp(emailAddress, "email_code", caller),
        unknownClient(),
        unknownClient(),
      );
    },
    "another code of a sign-up": async () => {
      const emailAddress = newAddress();
      const of = async () => {
        const caller = unknownClient();
        const { signUpId } = expectOk(await signUp(emailAddress, null, caller));
        return async () =>
          codeOf(await prepareSignUpVerification({ signUpId, method: "email_code" }, caller));
      };
      return { request: await of(), others: { "another client": await of() } };
    },
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      const of = async () => {
        const caller = unknownClient();
        const signInId = await needsSecondFactor(user, caller);
        return async () => codeOf(await prepareSecondFactor({ signInId, phoneNumberId: null }, caller));
      };
      return { request: await of(), others: { "another client": await of() } };
    },
  }),
  "message:user:recipient": rejects(10, HOUR, {
    "a phone as a new second factor": async () => {
      const of = async () => {
        const user = await withNumber();
        const caller = await signInAs(user, PASSWORD);
        const { phoneNumberId } = user;
        return async () => codeOf(await beginSecondFactorPhone({ phoneNumberId }, withNewClient(caller)));
      };
      return { request: await of(), others: { "another user": await of() } };
    },
    "a code to reauthenticate": () => ofUser((caller) => requestReauthenticationCode(withNewClient(caller))),
    "an address of one's own": async () => {
      const { caller } = await signedIn();
      const of = async (owner: Caller) => {
        const added = await addUnverifiedIdentifier({ kind: "email", typed: newAddress() }, owner);
        const { identifierId } = expectOk(added);
        const choice = { kind: "email", identifierId, method: "email_code" } as const;
        return async () => codeOf(await startIdentifierVerification(choice, withNewClient(owner)));
      };
      return {
        request: await of(caller),
        others: { "another address": await of(caller), "another user": await of((await signedIn()).caller) },
      };
    },
  }),
  "message:user": rejects(60, HOUR, {
    "a code to reauthenticate": () => ofUser((caller) => requestReauthenticationCode(withNewClient(caller))),
    "an address of one's own": async () => {
      const [user, other] = [await signedIn(), await signedIn()];
      const request = async (caller: Caller) => codeOf(await addAddress(withNewClient(caller)));
      return {
        request: () => request(user.caller),
        others: {
          "another user": () => request(other.caller),
          "a code to sign in": async () =>
            codeOf(await begin(user.address, "email_code", { ...user.caller, sessionToken: null })),
        },
      };
    },
  }),
  "message:known-client": rejects(60, HOUR, {
    "an attempt to sign in": async () => {
      const person = await makeUser();
      const [client, other] = [await knownClientOf(person), await knownClientOf(person)];
      const request = async (caller: Caller) => codeOf(await begin(person.address, "email_code", caller));
      return {
        request: () => request(client),
        others: {
          "another known client": () => request(other),
          "an unknown client": () => request(unknownClient()),
        },
      };
    },
  }),
  "message:network": rejects(300, HOUR, {
    "an attempt to sign in": async () => {
      const person = await makeUser();
      const ipAddress = newNetwork();
      const known = await knownClientOf(person, unknownClient(ipAddress));
      const request = async (caller: Caller, identifier = newAddress()) =>
        codeOf(await begin(identifier, "email_code", caller));
      return {
        request: () => request(unknownClient(ipAddress)),
        others: {
          "another network": () => request(unknownClient()),
          "a known client in the network": () => request(known, person.address),
        },
      };
    },
  }),
  "code:recipient:known-client": suppresses(10, HOUR, {
    "a code to sign in": toRecipientOfKnownClient("email_code"),
  }),
  "code:recipient:network": suppresses(10, HOUR, {
    "a code to sign in": toRecipientOfNetwork("email_code"),
  }),
  "code:recipient": suppresses(20, HOUR, {
    "a code to sign in": async () => {
      const { another, client, send } = await toRecipient("email_code");
      return {
        request: () => send(unknownClient()),
        within: "sent",
        others: {
          "a known client": () => send(client),
          "another recipient": () => send(unknownClient(), another),
        },
      };
    },
  }),
  "code:recipient:known-clients": suppresses(20, HOUR, {
    "a code to sign in": toRecipientOfKnownClients("email_code"),
  }),
  "link:recipient:known-clients": suppresses(20, HOUR, {
    "a link to sign in": toRecipientOfKnownClients("email_link"),
  }),
  "unverified-code:recipient:network": suppresses(10, HOUR, toUnverified("email_code", newNetwork)),
  "unverified-link:recipient:network": suppresses(10, HOUR, toUnverified("email_link", newNetwork)),
  "unverified-code:recipient": suppresses(
    20,
    HOUR,
    toUnverified("email_code", () => ""),
  ),
  "unverified-code:recipient:day": suppresses(
    40,
    DAY,
    toUnverified("email_code", () => ""),
  ),
  "link:recipient:known-client": suppresses(10, HOUR, {
    "a link to sign in": toRecipientOfKnownClient("email_link"),
  }),
  "link:recipient:network": suppresses(10, HOUR, {
    "a link to sign in": toRecipientOfNetwork("email_link"),
  }),
  "second-factor:recipient:known-client": suppresses(10, HOUR, {
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      const [client, other] = [await knownClientOf(user), await knownClientOf(user)];
      return {
        request: () => secondFactorMessage(user, client),
        within: "sent",
        others: {
          "another known client": () => secondFactorMessage(user, other),
          "an unknown client": () => secondFactorMessage(user, unknownClient()),
        },
      };
    },
  }),
  "second-factor:recipient:known-clients": suppresses(20, HOUR, {
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      return {
        request: async () => secondFactorMessage(user, await knownClientOf(user)),
        within: "sent",
        others: { "an unknown client": () => secondFactorMessage(user, unknownClient()) },
      };
    },
  }),
  "second-factor:recipient:network": suppresses(10, HOUR, {
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      const ipAddress = newNetwork();
      const known = await knownClientOf(user, unknownClient(ipAddress));
      return {
        request: () => secondFactorMessage(user, unknownClient(ipAddress)),
        within: "sent",
        others: {
          "another network": () => secondFactorMessage(user, unknownClient()),
          "a known client in the network": () => secondFactorMessage(user, known),
        },
      };
    },
  }),
  "second-factor:recipient": suppresses(20, HOUR, {
    "a text message as the second factor": async () => {
      const [user, another] = [
        await withNumber({ secondFactor: true }),
        await withNumber({ secondFactor: true }),
      ];
      const known = await knownClientOf(user);
      return {
        request: () => secondFactorMessage(user, unknownClient()),
        within: "sent",
        others: {
          "a known client": () => secondFactorMessage(user, known),
          "another recipient": () => secondFactorMessage(another, unknownClient()),
        },
      };
    },
  }),
  "email:user": suppresses(60, HOUR, {
    "a code to sign in": async () => {
      const { person, another, send } = await toRecipient("email_code");
      return {
        request: async () => send(await knownClientOf(person)),
        within: "sent",
        others: {
          "an unknown client": () => send(unknownClient()),
          "another user": async () => send(await knownClientOf(another), another),
        },
      };
    },
    "a link to sign in": async () => {
      const { person, another, send } = await toRecipient("email_link");
      return {
        request: async () => send(await knownClientOf(person)),
        within: "sent",
        others: {
          "an unknown client": () => send(unknownClient()),
          "another user": async () => send(await knownClientOf(another), another),
        },
      };
    },
  }),
  "email:known-clients:network": suppresses(1_000, HOUR, {
    "a code to sign in": async () => {
      const { person, another, ipAddress, client, send } = await toRecipient("email_code");
      const ofAnother = await knownClientOf(another, unknownClient(ipAddress));
      let turn = 0;
      return {
        request: () => (turn++ % 2 === 0 ? send(client) : send(ofAnother, another)),
        within: "sent",
        others: {
          "a link": () => message(person.address, "email_link", client),
          "an unknown client in the network": () => send(unknownClient(ipAddress)),
          "another network": async () => send(await knownClientOf(person)),
        },
      };
    },
  }),
  "email:unverified:network": suppresses(300, HOUR, {
    "a sign-up": async () => {
      const ipAddress = newNetwork();
      const { address } = await makeUser();
      const request = (caller: Caller) => delivery(() => signUp(newAddress(), "email_code", caller));
      return {
        request: () => request(unknownClient(ipAddress)),
        within: "sent",
        others: {
          "another network": () => request(unknownClient()),
          "a code to sign in": () => message(address, "email_code", unknownClient(ipAddress)),
        },
      };
    },
    "an added address": async () => {
      const { caller } = await signedIn();
      const request = (from: Caller) => delivery(() => addAddress(from));
      return {
        request: () => request(caller),
        within: "sent",
        others: { "another network": () => request(at(caller, newNetwork())) },
      };
    },
  }),
  "email:unverified": suppresses(3_000, HOUR, {
    "a sign-up": async () => ofUnverified(() => signUp(newAddress(), "email_code", unknownClient())),
    "an added address": async () => {
      const { caller } = await signedIn();
      return ofUnverified(() => addAddress(caller));
    },
    "an invitation": async () => {
      const own = await organization();
      return ofUnverified(() => invite(own, newAddress()));
    },
  }),
  "email:shared": suppresses(8_000, HOUR, {
    "a code to sign in": async () => {
      const { client, send } = await toRecipient("email_code");
      return {
        request: () => send(unknownClient()),
        within: "sent",
        others: { "a known client": () => send(client) },
      };
    },
  }),
  "email:all": suppresses(10_000, HOUR, {
    "a code to sign in": async () => {
      const { client, send } = await toRecipient("email_code");
      const { number } = await withNumber();
      return {
        request: () => send(client),
        within: "sent",
        others: { "a text message": () => message(number, "phone_code", unknownClient()) },
      };
    },
  }),
  "text:shared": suppresses(800, DAY, {
    "a code to sign in": async () => {
      const [user, withSecondFactor] = [await withNumber(), await withNumber({ secondFactor: true })];
      const known = await knownClientOf(user);
      return {
        request: () => message(user.number, "phone_code", unknownClient()),
        within: "sent",
        others: {
          "a known client": () => message(user.number, "phone_code", known),
          "a second factor": () => secondFactorMessage(withSecondFactor, unknownClient()),
        },
      };
    },
  }),
  "text:all": suppresses(1_000, DAY, {
    "a code to sign in": async () => {
      const user = await withNumber();
      const known = await knownClientOf(user);
      return {
        request: () => message(user.number, "phone_code", known),
        within: "sent",
        others: { "an email": () => message(user.address, "email_code", known) },
      };
    },
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      return {
        request: () => secondFactorMessage(user, unknownClient()),
        within: "sent",
        others: { "an email": () => message(user.address, "email_code", unknownClient()) },
      };
    },
  }),
  "text:user:day": suppresses(20, DAY, {
    "a code to sign in": async () => {
      const user = await withNumber();
      return {
        request: async () => message(user.number, "phone_code", await knownClientOf(user)),
        within: "sent",
        others: {
          "an unknown client": () => message(user.number, "phone_code", unknownClient()),
          "an email": async () => message(user.address, "email_code", await knownClientOf(user)),
        },
      };
    },
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      return {
        request: () => secondFactorMessage(user, unknownClient()),
        within: "sent",
        others: { "a known client": async () => secondFactorMessage(user, await knownClientOf(user)) },
      };
    },
    "an added number": async () => {
      const [user, other] = [await signedIn(), await signedIn()];
      return {
        request: () => delivery(() => addNumber(user.caller)),
        within: "sent",
        others: { "another user": () => delivery(() => addNumber(other.caller)) },
      };
    },
  }),
  "text:reserved:network:day": suppresses(100, DAY, {
    "a code to sign in": async () => {
      const user = await withNumber();
      const ipAddress = newNetwork();
      const send = (caller: Caller) => message(user.number, "phone_code", caller);
      return {
        request: async () => send(await knownClientOf(user, unknownClient(ipAddress))),
        within: "sent",
        others: {
          "another network": async () => send(await knownClientOf(user)),
          "an unknown client in the network": () => send(unknownClient(ipAddress)),
        },
      };
    },
    "a text message as the second factor": async () => {
      const user = await withNumber({ secondFactor: true });
      const ipAddress = newNetwork();
      return {
        request: () => secondFactorMessage(user, unknownClient(ipAddress)),
        within: "sent",
        others: { "another network": () => secondFactorMessage(user, unknownClient()) },
      };
    },
  }),
  "text:unverified": suppresses(200, DAY, { "an added number": () => unverifiedText({}) }),
  "text:unverified:network:day": suppresses(40, DAY, {
    "an added number": () => unverifiedText({ ipAddress: newNetwork() }),
  }),
  "text:unverified:block": suppresses(100, HOUR, {
    "an added number": () => unverifiedText({ block: "+1415557" }),
  }),
  "text:network": suppresses(100, HOUR, { "a code to sign in": () => textOfNetwork() }),
  "text:network:day": suppresses(100, DAY, { "a code to sign in": () => textOfNetwork() }),
  "text:block": suppresses(100, HOUR, {
    "a code to sign in": async () => {
      const [user, neighbour] = [await withNumber(), await withNumber()];
      const ofOtherBlock = await withNumber({ block: "+1415556" });
      const known = await knownClientOf(user);
      const recipients = [user, neighbour];
      let turn = 0;
      return {
        request: () => message(recipients[turn++ % 2]?.number ?? "", "phone_code", unknownClient()),
        within: "sent",
        others: {
          "another block": () => message(ofOtherBlock.number, "phone_code", unknownClient()),
          "a known client": () => message(user.number, "phone_code", known),
        },
      };
    },
  }),
  "invitation:network": suppresses(200, HOUR, {
    "an invitation": async () => {
      const [own, other] = [await organization(), await organization()];
      const ipAddress = newNetwork();
      const send = (of: Organization, from: string) =>
        delivery(() => invite(of, newAddress(), at(of.owner, from)));
      return {
        request: () => send(own, ipAddress),
        within: "sent",
        others: { "another network": () => send(other, newNetwork()) },
      };
    },
  }),
  "invitation:recipient": suppresses(20, DAY, {
    "an invitation": async () => {
      const inviters = [await organization(), await organization()] as const;
      const recipient = newAddress();
      let turn = 0;
      return {
        request: () => delivery(() => invite(inviters[turn++ % 2] ?? inviters[0], recipient)),
        within: "sent",
        others: { "another recipient": () => delivery(() => invite(inviters[0], newAddress())) },
      };
    },
  }),
  "passkey:notice": {
    ...suppresses(1, HOUR, {
      "a copied passkey": async () => {
        const of = async () => {
          const device = await registerPasskey();
          expectOk(await passkeySignIn(device, 7));
          return () =>
            delivery(async () => {
              expect(codeOf(await passkeySignIn(device, 3))).toBe("passkey_not_accepted");
              return { ok: true };
            });
        };
        return { request: await of(), within: "sent", others: { "another user": await of() } };
      },
    }),
    isRecorded: false,
  },
  "new-device:notice": {
    ...suppresses(5, HOUR, {
      "sign-ins from new clients": async () => {
        const of = async () => {
          const { address: identifier } = await makeUser();
          const input = { identifier, password: PASSWORD, redirectUrl: null };
          return () =>
            delivery(async () => {
              expectOk(await signInWithPassword(input, unknownClient()));
              return { ok: true };
            });
        };
        return { request: await of(), within: "sent", others: { "another user": await of() } };
      },
    }),
    isRecorded: false,
  },
  "second-factor:notice": {
    ...suppresses(1, HOUR, {
      "too many wrong second factors": async () => {
        config().signIn.maxAttempts = 1;
        const of = async () => {
          const user = await makeUser({ totp: true });
          return async () => {
            const caller = unknownClient();
            const signInId = await needsSecondFactor(user, caller);
            const attempt = { signInId, strategy: "totp", code: "wrong", trustDevice: false } as const;
            expect(codeOf(await attemptSecondFactor(attempt, caller))).toBe("form_code_incorrect");
            return delivery(async () => {
              expect(codeOf(await attemptSecondFactor(attempt, caller))).toBe("user_locked");
              return { ok: true };
            });
          };
        };
        return { request: await of(), within: "sent", others: { "another user": await of() } };
      },
    }),
    isRecorded: false,
  },
};

/** A message to an unverified address. It does not count for verified addresses. */
async function ofUnverified(request: () => Promise<Outcome>): Promise<Case> {
  const { address } = await makeUser();
  return {
    request: () => delivery(request),
    within: "sent",
    others: { "a code to sign in": () => message(address, "email_code", unknownClient()) },
  };
}

/** An SMS to an unverified number. It does not count for verified numbers. */
async function unverifiedText({ ipAddress, block }: { ipAddress?: string; block?: string }): Promise<Case> {
  const { caller } = await signedIn();
  const { number } = await withNumber(block === undefined ? {} : { block });
  const send = (network: string, of?: string) =>
    delivery(() => addNumber(at(caller, network), newNumber(of)));
  return {
    request: () => send(ipAddress ?? newNetwork(), block),
    within: "sent",
    others: {
      ...(ipAddress && { "another network": () => send(newNetwork()) }),
      ...(block && { "another block": () => send(newNetwork(), "+1415558") }),
      "a verified number": () => message(number, "phone_code", unknownClient(ipAddress)),
    },
  };
}

type SignedIn = Awaited<ReturnType<typeof signedIn>>;

/** A reauthentication of one user, in a session whose token changes each time. Other users have separate limits. */
async function reauthenticates(
  makeSession: () => Promise<SignedIn>,
  prove: (
    caller: Caller,
    user: TestUser,
  ) => Promise<{ ok: true; session: { token: string } } | Extract<Outcome, { ok: false }>>,
): Promise<Case> {
  const of = async () => {
    const user = await makeSession();
    let { caller } = user;
    return async () => {
      const proved = await prove(caller, user);
      if (proved.ok) caller = { ...caller, sessionToken: proved.session.token };
      return codeOf(proved);
    };
  };
  return { request: await of(), others: { "another user": await of() } };
}

async function signedInWithTotp(): Promise<SignedIn> {
  const user = await makeUser({ totp: true });
  const caller = unknownClient();
  const signInId = await needsSecondFactor(user, caller);
  const input = { signInId, strategy: "totp", code: await totpCodeOf(user.id), trustDevice: false } as const;
  const { session } = expectOk(await attemptSecondFactor(input, caller));
  return { ...user, caller: { ...caller, sessionToken: session?.token ?? "" } };
}

async function textOfNetwork(): Promise<Case> {
  const user = await withNumber();
  const ipAddress = newNetwork();
  const known = await knownClientOf(user, unknownClient(ipAddress));
  return {
    request: () => message(user.number, "phone_code", unknownClient(ipAddress)),
    within: "sent",
    others: {
      "another network": () => message(user.number, "phone_code", unknownClient()),
      "a known client in the network": () => message(user.number, "phone_code", known),
    },
  };
}

const { maxAttempts } = config().signIn;

beforeEach(async () => {
  await (await database()).rateLimit.deleteMany();
});

afterEach(() => {
  config().codes.resendCooldownSeconds = 0;
  config().signIn.maxAttempts = maxAttempts;
});

const CASES = Object.entries(THRESHOLDS).flatMap(([name, { flows, ...threshold }]) =>
  Object.entries(flows).map(([flow, prepare]) => {
    const named = { ...threshold, name: name as keyof typeof THRESHOLDS, prepare };
    const { limit, seconds, beyond } = threshold;
    const does = beyond === "suppressed" ? ["sends", "suppresses"] : ["allows", "rejects"];
    return [
      `${does[0]} ${limit} in ${seconds} seconds and ${does[1]} the next (${name}, ${flow})`,
      named,
    ] as const;
  }),
);

test.each(CASES)(
  "@texts @organizations @administration %s",
  async (_title, { name, limit, seconds, beyond, isRecorded = true, prepare }) => {
    const { request, within = "ok", others } = await prepare();
    const reachedBefore = await timesReached(name);
    const counter = await counterOf(name, request);
    expect(await secondsLeft(counter)).toBeGreaterThan(seconds - 30);
    expect(await secondsLeft(counter)).toBeLessThanOrEqual(seconds);
    await setPoints(counter, limit - 1);
    await removeOthers(counter);
    expect(await request()).toBe(within);
    for (let time = 0; time < 2; time++) {
      await removeOthers(counter);
      expect(await request()).toBe(beyond);
    }
    expect(await timesReached(name)).toBe(reachedBefore + (isRecorded ? 1 : 0));
    await removeOthers(counter);
    const restore = await saveCounters();
    for (const [what, other] of Object.entries(others)) {
      await restore();
      expect(["ok", within], what).toContain(await other());
    }
    await restore();
    expect(await request()).toBe(beyond);
    await removeOthers(counter);
    await letTimePass(seconds);
    expect(await request()).toBe(within);
  },
);

test.each([
  [
    "an IPv4 /24",
    { share: 4, index: 1, from: "198.51.100.1", neighbour: "198.51.100.9", other: "192.0.2.1" },
  ],
  [
    "an IPv6 /56",
    { share: 2, index: 1, from: "2001:db8:1:1::1", neighbour: "2001:db8:1:2::1", other: "2001:db8:1:100::1" },
  ],
  [
    "an IPv6 /48",
    { share: 4, index: 2, from: "2001:db8:1:1::1", neighbour: "2001:db8:1:100::1", other: "2001:db8:2::1" },
  ],
])(
  "@texts @organizations @administration gives %s a larger share of the limit of a network, and no more",
  async (_network, { share, index, from, neighbour, other }) => {
    const request = async (ipAddress: string) =>
      codeOf(await begin(newAddress(), null, unknownClient(ipAddress)));
    const { limit } = THRESHOLDS["attempt:network"];
    const counter = await counterOf("attempt:network", () => request(from), index);
    await setPoints(counter, share * limit - 1);
    await removeOthers(counter);
    expect(await request(from)).toBe("ok");
    expect(await request(neighbour)).toBe("too_many_requests");
    expect(await request(other)).toBe("ok");
  },
);

test("@texts @organizations @administration counts clients without a cookie together in their network", async () => {
  const { address } = await makeUser();
  const ipAddress = newNetwork();
  const request = async (isNewClient: boolean, from = ipAddress) =>
    codeOf(await begin(address, "email_code", { ...unknownClient(from), isNewClient }));
  const { limit } = THRESHOLDS["message:client"];
  const counter = await counterOf("message:client", () => request(true), 1);
  await setPoints(counter, limit - 1);
  await removeOthers(counter);
  expect(await request(true)).toBe("ok");
  expect(await request(true)).toBe("too_many_requests");
  expect(await request(false)).toBe("ok");
  expect(await request(true, newNetwork())).toBe("ok");
});
