import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { randomMatchNumber } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod, VerificationPurpose } from "@/lib/db/generated/enums";
import { issueCode, supersedeCodes } from "@/lib/factors/code/issue";
import { issueLink, supersedeLinks } from "@/lib/factors/link/issue";
import type { Channel, Origin, OutgoingMessage } from "@/lib/notifications/message";
import { enqueueMessage } from "@/lib/notifications/outbox";
import type { Caller } from "../caller";
import { deliveryLimits, type LimitedMessage, mayDeliver } from "../limits/messages";
import { recipientOf } from "./recipient";

/** How a verification is to be proven from now on, and by what. */
export type VerificationRequest = {
  purpose: VerificationPurpose;
  method: VerificationMethod;
  /** The normalized address or number, or what stands for one that nobody has. */
  destination: string;
  emailAddressId: string | null;
  phoneNumberId: string | null;
  /** The checked place that a link leads to with an access token, in place of the page that confirms it. */
  resetPageUrl?: string | undefined;
  /** The checked place that the page of a link leads to once the link has ended, in place of saying so itself. */
  returnUrl?: string | undefined;
};

/** How a message is sent. */
export type Sending = {
  /** Whether the client has signed in to the account that the message is for. */
  isKnownClient: boolean;
  /** A message that goes out in place of the proof, for an address that must not get one. */
  instead?: "sign-up-existing" | undefined;
};

/** The channel of each method. */
export const CHANNEL: Record<VerificationMethod, Channel> = {
  email_code: "email",
  email_link: "email",
  phone_code: "sms",
};

/**
 * Makes a new code or link for a verification and writes down the message that carries it. What was sent before, by
 * whatever method, stops working.
 *
 * Where a limit of what is sent is reached the message is suppressed, and nothing shows it.
 *
 * @param tx the transaction that holds the verification's row
 */
export async function sendVerification(
  tx: Db,
  verificationId: string,
  proof: VerificationRequest,
  { isKnownClient, instead }: Sending,
  caller: Caller,
): Promise<void> {
  const { metadata } = caller;
  await point(tx, verificationId, proof);
  await supersedeCodes(tx, verificationId);
  await supersedeLinks(tx, verificationId);
  const recipient = await recipientOf(tx, verificationId);
  const content = await buildMessage(tx, verificationId, proof, metadata);
  const channel = CHANNEL[proof.method];
  const message = { channel, kind: kindOf(proof), recipient: recipient ?? proof.destination, isKnownClient };
  await enqueueMessage(tx, {
    ...(instead ? replacementTemplate(instead, content.values) : content),
    channel,
    recipient: message.recipient,
    deliverable: await mayDeliver(
      tx,
      deliveryLimits(caller, message),
      { hasRecipient: recipient !== null },
      metadata,
    ),
    verificationId,
    locale: metadata.locale,
  });
  await recordEvent(tx, metadata, {
    type: `${proof.purpose}.requested`,
    outcome: "success",
    userId: await userOf(tx, verificationId),
    details: { verificationId, method: proof.method },
  });
}

function kindOf({ purpose, method }: VerificationRequest): LimitedMessage["kind"] {
  if (method === "email_link") return "link";
  return purpose === "second_factor" ? "second-factor" : "code";
}

/** A message that lives and waits like the one it takes the place of. */
function replacementTemplate(
  template: "sign-up-existing",
  { ttlSeconds, requestedFrom }: { ttlSeconds: number; requestedFrom: Origin },
) {
  return { template, values: { ttlSeconds, requestedFrom } };
}

/** Notes what the verification is proven by from now on. It lives at least as long as the code or link. */
async function point(tx: Db, verificationId: string, proof: VerificationRequest): Promise<void> {
  const isConfirmed = proof.method === "email_link" && proof.resetPageUrl === undefined;
  await tx.$executeRaw`
    UPDATE "Verification" SET purpose = ${proof.purpose}::"VerificationPurpose",
      method = ${proof.method}::"VerificationMethod", destination = ${proof.destination},
      "emailAddressId" = ${proof.emailAddressId}::uuid, "phoneNumberId" = ${proof.phoneNumberId}::uuid,
      "matchNumber" = ${isConfirmed ? randomMatchNumber() : null}::int,
      "returnUrl" = ${isConfirmed ? (proof.returnUrl ?? null) : null},
      "expiresAt" = greatest("expiresAt", now() + ${ttlSecondsOf(proof.method)} * interval '1 second')
    WHERE id = ${verificationId}::uuid`;
}

/** How long what is sent by a method is good for, in seconds. */
function ttlSecondsOf(method: VerificationMethod): number {
  return method === "email_link" ? config().links.ttlSeconds : config().codes.ttlSeconds;
}

async function buildMessage(
  tx: Db,
  verificationId: string,
  proof: VerificationRequest,
  metadata: RequestMetadata,
) {
  const { purpose, method, destination } = proof;
  const shared = { purpose, requestedFrom: origin(metadata) };
  if (method === "email_link") {
    const token = await issueLink(tx, verificationId, proof.resetPageUrl !== undefined);
    const url = linkTo(proof.resetPageUrl, token);
    const values = { ...shared, url, ttlSeconds: config().links.ttlSeconds };
    return { template: "verification-link", values } as const satisfies Partial<OutgoingMessage>;
  }
  const code = await issueCode(tx, { verificationId, destination });
  const values = { ...shared, code, ttlSeconds: config().codes.ttlSeconds };
  return { template: "verification-code", values } as const satisfies Partial<OutgoingMessage>;
}

function linkTo(resetPageUrl: string | undefined, token: string): string {
  const { appUrl } = config();
  if (resetPageUrl === undefined) return `${appUrl}/verify?token=${token}`;
  const url = new URL(resetPageUrl, appUrl);
  url.searchParams.set("access_token", token);
  url.searchParams.set("action", "reset-pwd");
  return url.href;
}

const origin = ({ ipAddress, userAgent }: RequestMetadata) => ({ ipAddress, userAgent });

async function userOf(tx: Db, verificationId: string): Promise<string | null> {
  const row = await tx.verification.findUnique({ where: { id: verificationId }, select: { userId: true } });
  return row?.userId ?? null;
}
