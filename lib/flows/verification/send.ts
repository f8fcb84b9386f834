import { type RequestMetadata, recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import { randomMatchNumber } from "@/lib/crypto/random";
import type { Db } from "@/lib/db/client";
import type { VerificationMethod, VerificationPurpose } from "@/lib/db/generated/enums";
import { issueCode, supersedeCodes } from "@/lib/factors/code/issue";
import { issueLink, supersedeLinks } from "@/lib/factors/link/issue";
import type { Channel, Origin, OutgoingMessage, SignUpRejection } from "@/lib/notifications/message";
import { enqueueMessage } from "@/lib/notifications/outbox";
import { type Caller, requesterOf } from "../caller";
import { deliveryLimits, type LimitedMessage, mayDeliver } from "../limits/messages";
import { recipientOf } from "./recipient";

/** The method and target that a verification uses from now on. */
export type VerificationRequest = {
  purpose: VerificationPurpose;
  method: VerificationMethod;
  /** The normalized address or number, or the ID of a decoy contact. */
  destination: string;
  emailAddressId: string | null;
  phoneNumberId: string | null;
  /** A validated URL that the link opens with an access token, instead of the confirmation page. */
  resetPageUrl?: string | undefined;
  /**
   * A validated URL that the link page redirects to once the link is confirmed or has ended, instead of showing the
   * result.
   */
  returnUrl?: string | undefined;
};

/** A message that replaces the code or link, for an address that must not receive one. */
export type Replacement =
  | { template: "sign-up-existing" }
  | { template: "sign-up-rejected"; reason: SignUpRejection };

/** Options for sending a message. */
export type Sending = {
  /** Whether the client has signed in to the recipient's account before. */
  isKnownClient: boolean;
  instead?: Replacement | undefined;
};

/** The channel of each method. */
export const CHANNEL: Record<VerificationMethod, Channel> = {
  email_code: "email",
  email_link: "email",
  phone_code: "sms",
};

/** The purposes whose address or number does not belong to an account yet. */
const UNVERIFIED_PURPOSES: VerificationPurpose[] = ["sign_up", "email_address", "phone_number"];

/**
 * Creates a new code or link for a verification and enqueues the message that contains it. Supersedes previous codes
 * and links of every method.
 *
 * If a delivery limit is reached, the message is suppressed. The client cannot detect this. The code of a suppressed
 * message verifies nothing, so the messages to a recipient limit how many codes can be guessed.
 *
 * @param tx the transaction that has locked the verification's row
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
  const userId = await userOf(tx, verificationId);
  const message = {
    channel: CHANNEL[proof.method],
    kind: kindOf(proof),
    recipient: recipient ?? proof.destination,
    isVerified: !UNVERIFIED_PURPOSES.includes(proof.purpose),
    userId,
    isKnownClient,
  };
  const hasRecipient = recipient !== null;
  const deliverable = await mayDeliver(tx, deliveryLimits(caller, message), { hasRecipient }, metadata);
  const content = await buildMessage(tx, verificationId, proof, { isSent: deliverable }, metadata);
  const { channel } = message;
  await enqueueMessage(
    tx,
    {
      ...(instead ? replacementTemplate(instead, content.values) : content),
      channel,
      recipient: message.recipient,
      deliverable,
      verificationId,
      locale: metadata.locale,
    },
    requesterOf(metadata, isKnownClient),
  );
  await recordEvent(tx, metadata, {
    type: `${proof.purpose}.requested`,
    outcome: "success",
    userId,
    details: { verificationId, method: proof.method },
  });
}

function kindOf({ purpose, method }: VerificationRequest): LimitedMessage["kind"] {
  if (method === "email_link") return "link";
  return purpose === "second_factor" ? "second-factor" : "code";
}

/** Returns a replacement message with the lifetime of the original, so that its delivery state is the same. */
function replacementTemplate(
  instead: Replacement,
  { ttlSeconds, requestedFrom }: { ttlSeconds: number; requestedFrom: Origin },
) {
  const values = { ttlSeconds, requestedFrom };
  return instead.template === "sign-up-existing"
    ? { template: instead.template, values }
    : { template: instead.template, values: { ...values, reason: instead.reason } };
}

/** Sets the method and target of a verification. The verification expires no earlier than the code or link. */
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

/** Returns the lifetime of a code or link in seconds. */
function ttlSecondsOf(method: VerificationMethod): number {
  return method === "email_link" ? config().links.ttlSeconds : config().codes.ttlSeconds;
}

async function buildMessage(
  tx: Db,
  verificationId: string,
  proof: VerificationRequest,
  { isSent }: { isSent: boolean },
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
  const code = await issueCode(tx, { verificationId, destination }, { isSent });
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
