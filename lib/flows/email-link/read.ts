import { config } from "@/lib/config";
import { type Db, database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { findLink, type LinkState } from "@/lib/factors/link/consume";
import { type Caller, clientHash } from "../caller";
import { readVerification, type Verification } from "../verification/verification";
import { linkResultRedirect } from "./result-redirect";

/** What the page of a link may show. Reading it changes nothing, however often. */
export type LinkView =
  | {
      state: "confirm";
      purpose: VerificationPurpose;
      destination: string;
      userAgent: string | null;
      ipAddress: string | null;
      requestedAt: Date;
      /** Whether the number of the waiting page must be typed, because another client requested the link. */
      needsNumber: boolean;
    }
  | { state: "verified"; purpose: VerificationPurpose }
  | { state: "expired" | "failed" | "withdrawn" | "cancelled" | "already_used" | "client_mismatch" };

/**
 * Reads what a link stands for.
 *
 * @returns what its page may show, and where that leads instead, if the link has ended and a front end has a page of its own
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

/** A link that is to be confirmed, with its verification; `null` for one that carries an access token. */
export async function findConfirmableLink(
  db: Db,
  token: string,
  caller: Caller,
): Promise<{ state: LinkState; verification: Verification } | null> {
  const state = await findLink(db, token);
  const verification = state && (await readVerification(db, state.verificationId, caller));
  return state && verification && !state.isAccessToken ? { state, verification } : null;
}

/** How a link has ended, or `null` while it can be confirmed. */
export function terminalState(link: LinkState, verification: Verification, caller: Caller): LinkView | null {
  const { purpose, ownClient, verifiedByClientHash } = verification;
  const confirmedHere =
    verifiedByClientHash !== null && Buffer.from(verifiedByClientHash).equals(clientHash(caller));
  if (link.status === "used" && confirmedHere) return { state: "verified", purpose };
  if (verification.failedAt !== null) return { state: "failed" };
  if (link.status === "used" || verification.verifiedAt !== null) return { state: "already_used" };
  if (verification.cancelledAt !== null) return { state: "cancelled" };
  if (link.status === "withdrawn") return { state: "withdrawn" };
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
