import { randomUUID } from "node:crypto";
import type {
  PublicKeyCredentialCreationOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { type Db, database } from "@/lib/db/client";
import { failure, type Result } from "@/lib/errors";
import { consumeChallenge } from "@/lib/factors/passkey/challenge";
import {
  type NewPasskey,
  registrationOptions,
  storePasskey,
  verifyRegistration,
} from "@/lib/factors/passkey/registration";
import { passkeyDescriptorsOf } from "@/lib/factors/passkey/stored";
import { describeDevice } from "@/lib/notifications/device";
import { type CurrentSession, userLabel } from "@/lib/sessions/find";
import { type Caller, clientHash } from "../caller";
import { checkRateLimits } from "../limits/check";
import { requestLimits } from "../limits/requests";
import {
  changeSecondFactors,
  type FactorChange,
  type FactorsChanged,
  sessionForSetup,
} from "../second-factor/change";
import { createChallenge } from "./options";
import { type OwnPasskey, passkeyById } from "./read";

/** Maximum number of passkeys per user. */
const MAX_PASSKEYS = 20;

const subjectOf = ({ id }: CurrentSession) => ({ purpose: "registration", sessionId: id }) as const;

/**
 * Creates the options with which a browser registers a passkey for the caller.
 *
 * @returns the options for the browser; or `too_many_requests`, or the errors of `sessionForSetup` and
 *   `createChallenge`
 */
export async function beginPasskeyRegistration(
  caller: Caller,
): Promise<Result<{ options: PublicKeyCredentialCreationOptionsJSON }>> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  const { user } = found.session;
  const within = await checkRateLimits(
    await database(),
    caller.metadata,
    requestLimits.factorSetups(user.id),
  );
  if (!within.ok) return within;
  const asked = await createChallenge(subjectOf(found.session), caller);
  if (!asked.ok) return asked;
  const name = userLabel(user);
  const passkeys = await passkeyDescriptorsOf(await database(), user.id);
  const options = await registrationOptions(asked.challenge, {
    id: user.id,
    name,
    displayName: user.name ?? name,
    passkeys,
  });
  return { ok: true, options };
}

/**
 * Stores a passkey that a browser has registered, under the name of the device.
 *
 * @returns the passkey, the changed session and any backup codes; or `passkey_not_accepted`, or the errors of `sessionForSetup`
 */
export async function addPasskey(
  answer: RegistrationResponseJSON,
  caller: Caller,
): Promise<Result<FactorsChanged & { passkey: OwnPasskey }>> {
  const found = await sessionForSetup(caller);
  if (!found.ok) return found;
  const { session } = found;
  const subject = { ...subjectOf(session), clientHash: clientHash(caller) };
  const challenge = await consumeChallenge(await database(), answer.response.clientDataJSON, subject);
  const made = challenge && (await verifyRegistration(answer, challenge));
  if (!made) return failure("passkey_not_accepted");
  const { userAgent, locale } = caller.metadata;
  const passkeyId = randomUUID();
  const name = describeDevice(userAgent, locale);
  const passkey = { ...made, id: passkeyId, userId: session.user.id, name };
  const changed = await changeSecondFactors(
    session,
    (tx) => keep(tx, passkey, !session.hasSecondFactor),
    caller,
  );
  return changed.ok ? { ...changed, passkey: await passkeyById(passkeyId) } : changed;
}

async function keep(
  tx: Db,
  passkey: NewPasskey & { id: string; userId: string; name: string },
  bringsBackupCodes: boolean,
): Promise<Result<FactorChange>> {
  const { userId } = passkey;
  if ((await tx.passkey.count({ where: { userId } })) >= MAX_PASSKEYS) {
    return failure("passkey_not_accepted", {}, { key: "too_many_passkeys", values: { most: MAX_PASSKEYS } });
  }
  if (!(await storePasskey(tx, passkey))) return failure("passkey_not_accepted");
  return {
    ok: true,
    type: "second_factor.passkey_added",
    change: "passkey_added",
    bringsBackupCodes,
    proven: true,
  };
}
