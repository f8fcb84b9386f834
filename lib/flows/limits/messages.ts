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

/**
 * The number of trailing digits that vary within a block of phone numbers. A block shares a limit, because the numbers
 * for SMS pumping are rented by the block.
 */
const BLOCK_DIGITS = 4;

/** The messages that a network, or a known client, can send to one recipient in an hour. */
const PER_RECIPIENT = 10;

const EMAILS_PER_HOUR = 10_000;

/** The share of all messages that is reserved for known clients and for second factors. */
const RESERVED = 0.2;

const withoutReserve = (limit: number) => limit - Math.floor(limit * RESERVED);

/**
 * Returns the limits of message requests by one client. They are reported to the client. Every request counts, whether
 * or not a message is sent; requests of other clients do not count. A client without a cookie is new with each request,
 * so its requests also count for its network.
 *
 * @param subject the typed identifier; for a contact that the client did not type, the attempt and the contact
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

/** Returns the cooldown between two message requests of a client for the same recipient. */
const messageCooldown = (client: string, subject: string): NamedLimit => ({
  name: "message:cooldown",
  subject: `${client} ${subject}`,
  limit: 1,
  windowSeconds: config().codes.resendCooldownSeconds,
});

/** Ends the cooldown of a client whose code or link for a recipient was consumed. */
export async function clearMessageCooldown(tx: Db, clientHash: Uint8Array, recipient: string): Promise<void> {
  await resetPoints(tx, [messageCooldown(Buffer.from(clientHash).toString("hex"), recipient)]);
}

/** The properties of a message that determine its delivery limits. */
export type LimitedMessage = {
  channel: Channel;
  /** A link has 256 bits of entropy, so it needs no limit on guesses: it stays available when codes are exhausted. */
  kind: "code" | "link" | "second-factor";
  recipient: string;
  /** Whether the client has signed in to the recipient's account before. */
  isKnownClient: boolean;
};

/**
 * Consumes a point from each delivery limit. If one is reached, the message is suppressed, and the response is the
 * same. A message without a recipient causes the same work, but counts towards separate decoy limits.
 *
 * @param tx the transaction that enqueues the message: if it rolls back, nothing is sent and nothing counts
 * @returns whether the message is delivered
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
 * Returns the limits of message delivery. They are not reported to any client. They protect recipients, sender
 * reputation and cost. The messages of unknown clients use up the share of their network, and never the reserve of
 * known clients.
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

/**
 * Returns the daily limits of SMS, which cost money. A share is reserved for known clients and second factors. A
 * network of unknown clients can use a tenth of the daily limit for codes, at least 10 (`textLimits`).
 */
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
