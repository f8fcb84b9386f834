import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { findLink, type LinkState } from "@/lib/factors/link/consume";
import { type Caller, clientHash } from "../caller";
import { readVerification, type Verification } from "../verification/verification";
import { type LinkEndState, linkResultRedirect } from "./result";
/** The state of a link that its page may show. Reading it changes nothing. */
export type LinkView =
  | {
      state: "confirm";
      purpose: VerificationPurpose;
      destination: string;
      userAgent: string | null;
      ipAddress: string | null;
      requestedAt: Date;
      /** Whether the user must enter the match number, because another client requested the link. */
      needsNumber: boolean;
    }
  | { state: "verified"; purpose: VerificationPurpose }
  | { state: Exclude<LinkEndState, "verified"> };

/**
 * Reads the state of a link.
 *
 * @returns the state that its page may show, and the redirect URL if the link has ended and the front end has a page
 *   for that
 */
export async function readLink(
  token: string,
  caller: Caller,
): Promise<{ view: LinkView; redirectUrl: string | null }> {
  const db = await database();
  const link = await findConfirmableLink(db, token, caller);
  if (link === null) return { view: { state: "failed" }, redirectUrl: null };
  const { state, verification } = link;
  const end = terminalState(state, verification, caller);
  if (end === null || end.state === "confirm")
    return { view: confirmationPrompt(verification), redirectUrl: null };
  return {
    view: end,
    redirectUrl: linkResultRedirect(verification.returnUrl, end.state, verification.ownClient),
  };
}

/** Finds a link that can be confirmed, with its verification. Returns `null` for a link with an access token. */
export async function findConfirmableLink(
  db: Db,
  token: string,
  caller: Caller,
): Promise<{ state: LinkState; verification: Verification } | null> {
  const state = await findLink(db, token);
  const verification = state && (await readVerification(db, state.verificationId, caller));
  return state && verification && !state.isAccessToken ? { state, verification } : null;
}

/** Returns the final state of a link, or `null` while it can be confirmed. */
export function terminalState(link: LinkState, verification: Verification, caller: Caller): LinkView | null {
  const { purpose, ownClient, verifiedByClientHash } = verification;
  const confirmedHere =
    verifiedByClientHash !== null && Buffer.from(verifiedByClientHash).equals(clientHash(caller));
  if (link.status === "used" && confirmedHere) return { state: "verified", purpose };
  if (verification.failedAt !== null) return { state: "failed" };
  if (link.status === "used" || verification.verifiedAt !== null) return { state: "already_used" };
  if (verification.cancelledAt !== null) return { state: "cancelled" };
  if (link.status === "superseded") return { state: "superseded" };
  if (link.status === "expired" || verification.ended) return { state: "expired" };
  if (!ownClient && config().links.sameClient) return { state: "client_mismatch" };
  return null;
}

function confirmationPrompt(verification: Verification): LinkView {
  const { purpose, destination, userAgent, ipAddress, createdAt, ownClient } = verification;
  return {
    state: "confirm",
    purpose,
    destination: destination ?? "",
    userAgent,
    ipAddress,
    requestedAt: createdAt,
    needsNumber: !ownClient,
  };
}
