import { z } from "zod";
import { type Db, database } from "@/lib/db/client";
import { SignInStatus } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { needsSecondFactor } from "../second-factor/attempt";
import { SECOND_FACTOR_STRATEGIES, secondFactorsOf, strategiesOf } from "../second-factor/factors";
import {
  type DescribedVerification,
  describeVerification,
  verificationSchema,
} from "../verification/describe";
import { findVerification, PROOF_TTL_SECONDS } from "../verification/verification";
import {
  findAttempt,
  firstFactorPhoneOf,
  needsFirstFactor,
  type SignInAttempt,
  STRATEGY_NAMES,
  strategyOf,
} from "./attempt";
import { type FirstFactor, supportedFirstFactors } from "./factors";

const passwordFactorSchema = z
  .strictObject({ strategy: z.literal("password") })
  .meta({ id: "PasswordFactor" });

const messageFactorSchema = z
  .strictObject({
    strategy: z.enum(STRATEGY_NAMES),
    emailAddressId: z.uuid().optional(),
    phoneNumberId: z.uuid().optional(),
    safeIdentifier: z
      .string()
      .describe("The identifier of the sign-in in full, as typed; any other contact is masked."),
  })
  .meta({ id: "MessageFactor" });

const firstFactorSchema = z
  .discriminatedUnion("strategy", [passwordFactorSchema, messageFactorSchema])
  .meta({ id: "FirstFactor" });

const secondFactorSchema = z
  .strictObject({
    strategy: z.enum(SECOND_FACTOR_STRATEGIES),
    phoneNumberId: z.uuid().optional(),
    safeIdentifier: z.string().optional(),
  })
  .meta({ id: "SecondFactor" });

/** A sign-in attempt as the API returns it. It does not reveal whether the identifier belongs to an account. */
export const signInSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(SignInStatus),
    identifier: z
      .string()
      .describe("The email address, phone number or username as typed, without surrounding spaces."),
    supportedFirstFactors: z.array(firstFactorSchema).describe("Present while the first factor is pending."),
    supportedSecondFactors: z
      .array(secondFactorSchema)
      .describe("Present while the second factor is pending."),
    firstFactorVerification: verificationSchema.nullable(),
    secondFactorVerification: verificationSchema.nullable(),
    createdSessionId: z.uuid().nullable(),
  })
  .meta({ id: "SignIn" });

type DescribedFirstFactor = z.output<typeof firstFactorSchema>;
type DescribedSecondFactor = z.output<typeof secondFactorSchema>;
export type DescribedSignIn = z.output<typeof signInSchema>;

/**
 * Returns the current state of an attempt.
 *
 * @param signInId a UUID
 * @returns the attempt; or `resource_not_found` if it belongs to another client
 */
export async function describeSignIn(
  signInId: string,
  caller: Caller,
): Promise<Result<{ signIn: DescribedSignIn }>> {
  const db = await database();
  const attempt = await findAttempt(db, signInId, caller);
  if (attempt === null) return failure("resource_not_found");
  const signIn: DescribedSignIn = {
    id: attempt.id,
    status: currentStatus(attempt),
    identifier: typedIn(attempt),
    supportedFirstFactors: await firstFactorsOf(db, attempt),
    supportedSecondFactors: await secondFactorsFor(db, attempt),
    firstFactorVerification: await firstVerification(db, attempt),
    secondFactorVerification: await secondVerification(db, attempt, caller),
    createdSessionId: attempt.createdSessionId,
  };
  return { ok: true, signIn };
}

/** Describes an attempt that the calling client has just completed with a password, without reading it. */
export function describeCompletedSignIn(
  signInId: string,
  typedIdentifier: string,
  { sessionId: createdSessionId, createdAt }: { sessionId: string; createdAt: Date },
): DescribedSignIn {
  return {
    id: signInId,
    status: "complete",
    identifier: typedIdentifier,
    supportedFirstFactors: [],
    supportedSecondFactors: [],
    firstFactorVerification: {
      status: "verified",
      strategy: "password",
      expireAt: createdAt.getTime() + PROOF_TTL_SECONDS * 1000,
      attempts: 0,
      matchNumber: null,
      sameClient: true,
    },
    secondFactorVerification: null,
    createdSessionId,
  };
}

/** Returns `abandoned` for an attempt that can no longer be continued, whichever step it was pending. */
function currentStatus({ status, verification }: SignInAttempt): SignInStatus {
  const { ended, failedAt, cancelledAt } = verification;
  return status !== "complete" && (ended || failedAt !== null || cancelledAt !== null) ? "abandoned" : status;
}

async function firstFactorsOf(db: Db, attempt: SignInAttempt): Promise<DescribedFirstFactor[]> {
  if (!needsFirstFactor(attempt)) return [];
  const factors = await supportedFirstFactors(db, attempt.identifier, attempt.userId);
  const forPurpose = (purpose: string) => factors.map((factor) => describeFactor(purpose, factor, attempt));
  return [{ strategy: "password" }, ...forPurpose("sign_in"), ...forPurpose("reset_password")];
}

const typedIn = ({ typedIdentifier, identifier }: SignInAttempt) => typedIdentifier ?? identifier;

/** Returns the identifier in full, as typed. Any other contact is masked. */
function describeFactor(
  purpose: string,
  { method, contact }: FirstFactor,
  attempt: SignInAttempt,
): DescribedFirstFactor {
  const id = contact.kind === "email" ? { emailAddressId: contact.id } : { phoneNumberId: contact.id };
  return {
    strategy: strategyOf(purpose, method),
    ...id,
    safeIdentifier: contact.value === attempt.identifier ? typedIn(attempt) : contact.masked,
  };
}

async function secondFactorsFor(db: Db, attempt: SignInAttempt): Promise<DescribedSecondFactor[]> {
  if (!needsSecondFactor(attempt)) return [];
  const factors = await secondFactorsOf(db, attempt.userId, firstFactorPhoneOf(attempt));
  return strategiesOf(factors).flatMap((strategy): DescribedSecondFactor[] =>
    strategy === "phone_code"
      ? factors.phones.map(({ id, masked }) => ({ strategy, phoneNumberId: id, safeIdentifier: masked }))
      : [{ strategy }],
  );
}

/** Returns `null` until a message was requested or a password was verified. */
async function firstVerification(
  db: Db,
  { verification }: SignInAttempt,
): Promise<DescribedVerification | null> {
  const { purpose, method, verifiedAt } = verification;
  if (method !== null) return describeVerification(db, verification, strategyOf(purpose, method));
  return verifiedAt === null ? null : describeVerification(db, verification, "password");
}

async function secondVerification(
  db: Db,
  { secondVerificationId: id }: SignInAttempt,
  caller: Caller,
): Promise<DescribedVerification | null> {
  const verification = id && (await findVerification(db, id, caller));
  return verification ? describeVerification(db, verification, "phone_code") : null;
}
