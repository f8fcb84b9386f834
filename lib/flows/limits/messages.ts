import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { consumePoints, resetPoints } from "@/lib/db/rate-limit";
import { networkOf } from "@/lib/identifiers/ip-address";
import type { Channel } from "@/lib/notifications/message";
import { type Caller, clientName } from "../caller";
import { recordReached } from "./check";
import type { NamedLimit } from "./names";
import { DAY, HOUR, perNetwork } from "./requests";

/** How many digits from the end a run of phone numbers is counted together: pumped numbers are rented by the block. */
const BLOCK_DIGITS = 4;

/** Messages that a network, or a known client, can have sent to one recipient in an hour. */
const PER_RECIPIENT = 10;

const EMAILS_PER_HOUR = 10_000;

/** The part of all messages that is kept for known clients and for second factors. */
const RESERVED = 0.2;

const withoutReserve = (limit: number) => limit - Math.floor(limit * RESERVED);

/**
 * The limits of what one client may request, of which it is told. Every request counts, whether or not a message is sent, and
 * no other client's. A client that keeps no cookie is new with each request, so it counts for its network, too.
 *
 * @param subject what the client has named: the typed identifier; for a contact that it did not type, the attempt and the contact
 */
export function messageRequestLimits(
  caller: Caller,
  subject: string,
  { isKnownClient }: { isKnownClient: boolean },
): NamedLimit[] {
  const client = clientName(caller);
  const clients = caller.isNewClient ? [client, `new ${networkOf(caller.metadata.ipAddress)}`] : [client];
  const ofAll: NamedLimit[] = isKnownClient
    ? [{ name: "message:known-client", subject: client, limit: 60, windowSeconds: HOUR }]
    : perNetwork(caller.metadata, { name: "message:network", limit: 300, windowSeconds: HOUR });
  return [
    ...clients.flatMap((name): NamedLimit[] => [
      messageCooldown(name, subject),
      { name: "message:client", subject: `${name} ${subject}`, limit: 10, windowSeconds: HOUR },
    ]),
    ...ofAll,
  ];
}

/** The pause between two requests of a client for the same recipient. */
const messageCooldown = (client: string, subject: string): NamedLimit => ({
  name: "message:cooldown",
  subject: `${client} ${subject}`,
  limit: 1,
  windowSeconds: config().codes.resendCooldownSeconds,
});

/** Ends the pause of a client whose code or link for a recipient was consumed. */
export async function clearMessageCooldown(tx: Db, clientHash: Uint8Array, recipient: string): Promise<void> {
  await resetPoints(tx, [messageCooldown(Buffer.from(clientHash).toString("hex"), recipient)]);
}

/** A message that is about to be sent, as far as limits go. */
export type LimitedMessage = {
  channel: Channel;
  /** A link has 256 bits, so it needs no limit of guesses: it stays available where codes are not. */
  kind: "code" | "link" | "second-factor";
  recipient: string;
  /** Whether the client has signed in to the recipient's account before. */
  isKnownClient: boolean;
};

/**
 * Takes a point from every limit of what is sent. Where one is reached the message is suppressed, and the response is the same.
 * A message without a recipient does the same work, and counts for nothing.
 *
 * @param tx the transaction that writes the message: if it rolls back, nothing is sent and nothing counts
 */
export async function mayDeliver(
  tx: Db,
  limits: NamedLimit[],
  { hasRecipient }: { hasRecipient: boolean },
  metadata: RequestMetadata,
): Promise<boolean> {
  const outcome = await consumePoints(
    tx,
    hasRecipient ? limits : limits.map((limit) => ({ ...limit, name: `decoy:${limit.name}` })),
  );
  if (!hasRecipient || outcome.allowed) return hasRecipient;
  await recordReached(tx, metadata, outcome);
  return false;
}

/**
 * The limits of what is sent, of which no client is told: they protect recipients, reputation and cost. A stranger's messages use
 * up the share of their network, and never what is kept for known clients.
 */
export function deliveryLimits(
  caller: Caller,
  { channel, kind, recipient, isKnownClient }: LimitedMessage,
): NamedLimit[] {
  const inAll = channel === "sms" ? textsInAll(kind, isKnownClient) : emailsInAll(isKnownClient);
  if (isKnownClient) {
    const subject = `${clientName(caller)} ${recipient}`;
    return [
      { name: `${kind}:recipient:known-client`, subject, limit: PER_RECIPIENT, windowSeconds: HOUR },
      ...inAll,
    ];
  }
  const { metadata } = caller;
  const perRecipient = perNetwork(metadata, {
    name: `${kind}:recipient:network`,
    subject: recipient,
    limit: PER_RECIPIENT,
    windowSeconds: HOUR,
  });
  const total = kind === "link" ? [] : [limitOfRecipient(kind, recipient)];
  const texts = channel === "sms" && kind === "code" ? textLimits(metadata, recipient) : [];
  return [...perRecipient, ...total, ...texts, ...inAll];
}

const limitOfRecipient = (kind: "code" | "second-factor", recipient: string): NamedLimit => ({
  name: `${kind}:recipient`,
  subject: recipient,
  limit: 2 * PER_RECIPIENT,
  windowSeconds: HOUR,
});

function emailsInAll(isKnownClient: boolean): NamedLimit[] {
  const window = { subject: "", windowSeconds: HOUR };
  const all: NamedLimit = { ...window, name: "email:all", limit: EMAILS_PER_HOUR };
  const shared: NamedLimit = { ...window, name: "email:shared", limit: withoutReserve(EMAILS_PER_HOUR) };
  return isKnownClient ? [all] : [shared, all];
}

/** A text message costs money: a network has a tenth of a day's, and a part is kept for second factors. */
function textsInAll(kind: LimitedMessage["kind"], isKnownClient: boolean): NamedLimit[] {
  const { dailyLimit } = config().phone;
  const window = { subject: "", windowSeconds: DAY };
  const all: NamedLimit = { ...window, name: "text:all", limit: dailyLimit };
  const shared: NamedLimit = { ...window, name: "text:shared", limit: withoutReserve(dailyLimit) };
  return isKnownClient || kind === "second-factor" ? [all] : [shared, all];
}

function textLimits(metadata: RequestMetadata, recipient: string): NamedLimit[] {
  const ofADay = Math.max(10, Math.floor(config().phone.dailyLimit / 10));
  return [
    ...perNetwork(metadata, { name: "text:network", limit: 100, windowSeconds: HOUR }),
    ...perNetwork(metadata, { name: "text:network:day", limit: ofADay, windowSeconds: DAY }),
    { name: "text:block", subject: recipient.slice(0, -BLOCK_DIGITS), limit: 100, windowSeconds: HOUR },
  ];
}
