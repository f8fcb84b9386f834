import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import { maskIdentifier } from "@/lib/identifiers/identifier";
import type { Caller } from "../caller";
import { type MessageProgress, messageProgress } from "../verification/progress";
import {
  findAttempt,
  needsFirstFactor,
  newestAttemptId,
  type SignInAttempt,
  type StrategyName,
  strategyOf,
} from "./attempt";
import { type FirstFactor, supportedFirstFactors } from "./factors";

/** A method to continue with, as the page offers it. */
type Choice = { strategy: StrategyName; contactId: string; masked: string };

/** The state of a pending attempt that its page may show. */
type OpenSignIn = {
  signInId: string;
  /** The normalized identifier that was typed in this browser. It does not reveal whether an account exists. */
  identifier: string;
  /** The same as typed. */
  typedIdentifier: string;
  choices: Choice[];
};

/** The state of a sign-in or password reset that its page may show, and the page to redirect to afterwards. */
export type SignInProgress = Progress & { redirectUrl: string | null };

type Progress =
  | ({ state: "needs_first_factor"; sent: null | (MessageProgress & { choice: Choice }) } & OpenSignIn)
  | { state: "confirmed_elsewhere"; signInId: string }
  | { state: "needs_password"; signInId: string; identifier: string }
  | { state: "needs_second_factor"; signInId: string }
  | { state: "complete"; purpose: "sign_in" | "reset_password" }
  | { state: "ended" | "cancelled" | "failed" | "missing" };

/**
 * Reads the state of an attempt.
 *
 * @param signInId a UUID, or `null` for the client's newest attempt
 * @param purpose the purpose of the page: the choices are those of this purpose
 */
export async function readSignIn(
  signInId: string | null,
  purpose: "sign_in" | "reset_password",
  caller: Caller,
): Promise<SignInProgress> {
  const db = await database();
  const id = signInId ?? (await newestAttemptId(db, [purpose], caller));
  const attempt = id === null ? null : await findAttempt(db, id, caller);
  if (attempt === null) return { state: "missing", redirectUrl: null };
  return { ...(await progressOf(db, attempt, purpose)), redirectUrl: attempt.redirectUrl };
}

async function progressOf(
  db: Db,
  attempt: SignInAttempt,
  purpose: "sign_in" | "reset_password",
): Promise<Progress> {
  const { id, status, identifier, verification } = attempt;
  if (status === "complete") {
    const asked = verification.purpose === "reset_password" ? "reset_password" : "sign_in";
    return { state: "complete", purpose: asked };
  }
  if (verification.failedAt !== null) return { state: "failed" };
  if (status === "abandoned" || verification.cancelledAt !== null) return { state: "cancelled" };
  if (verification.ended || verification.attempts >= config().codes.maxAttempts) {
    // The last permitted attempt may be the one that succeeds.
    if (verification.verifiedAt === null || verification.ended) return { state: "ended" };
  }
  if (status === "needs_second_factor") return { state: status, signInId: id };
  if (status === "needs_new_password") {
    return { state: "needs_password", signInId: id, identifier };
  }
  if (attempt.firstFactorVerifiedAt !== null) return { state: "confirmed_elsewhere", signInId: id };
  if (!needsFirstFactor(attempt)) return { state: "ended" };
  const factors = await supportedFirstFactors(db, identifier, attempt.userId);
  const choices = factors.map((factor) => choiceOf(factor, purpose));
  const sent = await sentFor(db, attempt, factors);
  const typedIdentifier = attempt.typedIdentifier ?? identifier;
  return {
    state: "needs_first_factor",
    signInId: id,
    identifier,
    typedIdentifier,
    choices,
    sent,
  };
}

async function sentFor(db: Db, { verification, identifier }: SignInAttempt, factors: FirstFactor[]) {
  const progress = await messageProgress(db, verification);
  if (progress === null) return null;
  const { destination, method } = verification;
  const purpose = verification.purpose === "reset_password" ? "reset_password" : "sign_in";
  const current = factors.find(
    ({ contact, ...factor }) => factor.method === method && (contact.value || contact.id) === destination,
  );
  const choice = current
    ? choiceOf(current, purpose)
    : { strategy: strategyOf(purpose, progress.method), contactId: "", masked: maskIdentifier(identifier) };
  return { ...progress, choice };
}

function choiceOf({ method, contact }: FirstFactor, purpose: "sign_in" | "reset_password"): Choice {
  return { strategy: strategyOf(purpose, method), contactId: contact.id, masked: contact.masked };
}
