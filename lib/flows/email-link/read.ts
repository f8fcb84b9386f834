import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import type { VerificationPurpose } from "@/lib/db/generated/enums";
import { findLink, type LinkState } from "@/lib/factors/link/consume";
import { matchNumberChoices } from "@/lib/factors/link/match-number";
import { describeDevice } from "@/lib/messages/device";
import { type Caller, clientHash } from "../caller";
import { readVerification, type Verification } from "../verification/row";

/** What the page of a link may show. Reading it changes nothing, however often. */
export type LinkView =
  | {
      state: "confirm";
      purpose: VerificationPurpose;
      destination: string;
      device: string;
      ipAddress: string | null;
      requestedAt: Date;
      /** The numbers to choose from, where the link was opened away from the client that asked for it. */
      numbers: number[] | null;
    }
  | { state: "verified"; purpose: VerificationPurpose }
  | { state: "expired" | "failed" | "withdrawn" | "cancelled" | "already_used" | "client_mismatch" };

/** Reads what a link stands for. */
export async function readLink(token: string, caller: Caller): Promise<LinkView> {
  const db = await database();
  const link = await findLink(db, token);
  const verification = link && (await readVerification(db, link.verificationId, caller));
  if (!link || !verification) return { state: "failed" };
  return endOf(link, verification, caller) ?? questionOf(link, verification);
}

/** How a link has ended, or `null` while it can be confirmed. */
export function endOf(link: LinkState, verification: Verification, caller: Caller): LinkView | null {
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

function questionOf(link: LinkState, verification: Verification): LinkView {
  const { purpose, destination, userAgent, ipAddress, createdAt, ownClient, matchNumber } = verification;
  return {
    state: "confirm",
    purpose,
    destination: destination ?? "",
    device: describeDevice(userAgent),
    ipAddress,
    requestedAt: createdAt,
    numbers: ownClient || matchNumber === null ? null : matchNumberChoices(link.id, matchNumber),
  };
}
