import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { consumePoints, resetPoints } from "@/lib/db/rate-limit";
import { networkOf } from "@/lib/identifiers/ip-address";
import type { Channel } from "@/lib/notifications/message";
import { type Caller, clientName } from "../caller";
import { recordReached } from "./check";
import type { LimitName, NamedLimit } from "./names";
import { DAY, HOUR, perNetwork } from "./requests";
import { unverifiedEmails } from "./unverified-emails";

/**
 * The number of trailing digits that vary within a block of phone numbers. A block shares a limit, because the numbers
 * for SMS pumping are rented by the block.
 */
const BLOCK_DIGITS = 4;

/** The messages that a network, or a known client, can send to one recipient in an hour. */
const PER_RECIPIENT = 10;

/**
 * The codes to an unverified recipient in a day. Wrong codes of different clients are not counted together, so this
 * limits all guesses at such codes.
 */
const UNVERIFIED_CODES_PER_DAY = 40;

/** The messages that a user can request in a session, or that all known clients of a user can send, in an hour. */
const PER_USER = 60;

/** The emails with codes to verified addresses in an hour. */
const EMAILS_PER_HOUR = 10_000;

/** The share of all messages that is reserved for known clients and for second factors. */
const RESERVED = 0.2;

/** The share of all SMS that numbers can use that are not verified yet. */
const UNVERIFIED = 0.2;

const withoutReserve = (limit: number) => limit - Math.floor(limit * RESERVED);

/**
 * Returns the limits of message requests by one client without a session. They are reported to the client. Every
 * request counts, whether or not a message is sent; requests of other clients do not count. A client without a cookie
 * is new with each request, so its requests also count for its network.
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

/**
 * Returns the limits of message requests in a session. They are reported to the user. They belong to the user, because
 * an app chooses its client token and can send another one with each request.
 */
export function sessionMessageLimits(userId: string, recipient: string): NamedLimit[] {
  return [
    messageCooldown(userId, recipient),
    { name: "message:user:recipient", subject: `${userId} ${recipient}`, limit: 10, windowSeconds: HOUR },
    { name: "message:user", subject: userId, limit: PER_USER, windowSeconds: HOUR },
  ];
}

/**
 * Returns the cooldown between two message requests for the same recipient.
 *
 * @param requester the client; in a session, the user's ID
 */
const messageCooldown = (requester: string, subject: string): NamedLimit => ({
  name: "message:cooldown",
  subject: `${requester} ${subject}`,
  limit: 1,
  windowSeconds: config().codes.resendCooldownSeconds,
});

/** Ends the cooldown after a code or link for a recipient was consumed. */
export async function clearMessageCooldown(
  tx: Db,
  { clientHash, userId }: { clientHash: Uint8Array; userId: string | null },
  recipient: string,
): Promise<void> {
  const requesters = [Buffer.from(clientHash).toString("hex"), ...(userId === null ? [] : [userId])];
  await resetPoints(
    tx,
    requesters.map((requester) => messageCooldown(requester, recipient)),
  );
}

/** The properties of a message that determine its delivery limits. */
export type LimitedMessage = {
  channel: Channel;
  /** A link has 256 bits of entropy, so it needs no limit on guesses: it stays available when codes are exhausted. */
  kind: "code" | "link" | "second-factor";
  recipient: string;
  /** Whether an account has verified the recipient. A sign-up or an added identifier has not yet. */
  isVerified: boolean;
  /** The user whose verification it is; `null` for a sign-up and an unknown identifier. */
  userId: string | null;
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
 * reputation and cost. Unknown clients use up neither the limits of known clients nor their reserve. Messages to
 * unverified recipients have limits of their own.
 */
export function deliveryLimits(caller: Caller, message: LimitedMessage): NamedLimit[] {
  if (!message.isVerified) return limitsOfUnverified(caller, message);
  return message.isKnownClient
    ? limitsOfKnownClient(caller, message)
    : limitsOfUnknownClient(caller, message);
}

function limitsOfUnknownClient({ metadata }: Caller, message: LimitedMessage): NamedLimit[] {
  const { channel, kind, recipient, userId } = message;
  const ofNetwork = recipientOfNetwork(metadata, `${kind}:recipient:network`, recipient);
  // Other clients could use up a limit over all networks, and a link must reach a new device.
  if (kind === "link") return ofNetwork;
  const limits = [...ofNetwork, recipientInAll(`${kind}:recipient`, recipient)];
  if (channel === "email") return [...limits, ...emailsInAll(false)];
  if (kind === "code") return [...limits, ...textLimits(metadata, recipient), ...textsInAll(kind, false)];
  return [
    ...limits,
    ...textsOfUser(userId, { isKnownClient: false }),
    ...textsOfNetwork(metadata, "text:reserved:network:day"),
    ...textsInAll(kind, false),
  ];
}

/** Returns the limits of a known client, and those of all known clients of the user and of the network. */
function limitsOfKnownClient(caller: Caller, message: LimitedMessage): NamedLimit[] {
  const { channel, kind, recipient, userId } = message;
  const subject = `${clientName(caller)} ${recipient}`;
  const ofRecipient: NamedLimit[] = [
    { name: `${kind}:recipient:known-client`, subject, limit: PER_RECIPIENT, windowSeconds: HOUR },
    recipientInAll(`${kind}:recipient:known-clients`, recipient),
  ];
  if (channel === "sms") {
    return [
      ...ofRecipient,
      ...textsOfUser(userId, { isKnownClient: true }),
      ...textsOfNetwork(caller.metadata, "text:reserved:network:day"),
      ...textsInAll(kind, true),
    ];
  }
  const ofUser = { name: "email:user", subject: userId ?? "", limit: PER_USER, windowSeconds: HOUR } as const;
  if (kind === "link") return [...ofRecipient, ofUser];
  const ofNetwork = perNetwork(caller.metadata, {
    name: "email:known-clients:network",
    limit: 1_000,
    windowSeconds: HOUR,
  });
  return [...ofRecipient, ofUser, ...ofNetwork, ...emailsInAll(true)];
}

/** Returns the limits of codes and links for sign-ups and added identifiers. */
function limitsOfUnverified({ metadata }: Caller, message: LimitedMessage): NamedLimit[] {
  const { channel, recipient, userId } = message;
  const kind = message.kind === "link" ? "unverified-link" : "unverified-code";
  const ofNetwork = recipientOfNetwork(metadata, `${kind}:recipient:network`, recipient);
  const ofDay = { subject: recipient, limit: UNVERIFIED_CODES_PER_DAY, windowSeconds: DAY };
  const total: NamedLimit[] =
    kind === "unverified-link"
      ? []
      : [recipientInAll(`${kind}:recipient`, recipient), { name: `${kind}:recipient:day`, ...ofDay }];
  if (channel === "email") {
    return [
      ...ofNetwork,
      ...total,
      ...perNetwork(metadata, { name: "email:unverified:network", limit: 300, windowSeconds: HOUR }),
      unverifiedEmails(),
    ];
  }
  return [
    ...ofNetwork,
    ...total,
    ...textsOfUser(userId, { isKnownClient: false }),
    ...unverifiedTexts(metadata, recipient),
  ];
}

/** Returns the limit of messages that a network sends to a recipient. */
const recipientOfNetwork = (metadata: RequestMetadata, name: LimitName, recipient: string): NamedLimit[] =>
  perNetwork(metadata, { name, subject: recipient, limit: PER_RECIPIENT, windowSeconds: HOUR });

/** Returns the limit of messages to a recipient over all networks, or over all known clients. */
const recipientInAll = (name: LimitName, recipient: string): NamedLimit => ({
  name,
  subject: recipient,
  limit: 2 * PER_RECIPIENT,
  windowSeconds: HOUR,
});

/** Returns the hourly limits of emails with codes to verified addresses. */
function emailsInAll(isKnownClient: boolean): NamedLimit[] {
  const window = { subject: "", windowSeconds: HOUR };
  const all: NamedLimit = { ...window, name: "email:all", limit: EMAILS_PER_HOUR };
  const shared: NamedLimit = { ...window, name: "email:shared", limit: withoutReserve(EMAILS_PER_HOUR) };
  return isKnownClient ? [all] : [shared, all];
}

/** Returns the daily limits of SMS, which cost money. A share is reserved for known clients and second factors. */
function textsInAll(kind: LimitedMessage["kind"], isKnownClient: boolean): NamedLimit[] {
  const { dailyLimit } = config().phone;
  const window = { subject: "", windowSeconds: DAY };
  const all: NamedLimit = { ...window, name: "text:all", limit: dailyLimit };
  const shared: NamedLimit = { ...window, name: "text:shared", limit: withoutReserve(dailyLimit) };
  return isKnownClient || kind === "second-factor" ? [all] : [shared, all];
}

/** Returns a part of the daily limit of SMS, at least 10. */
const partOfDay = (share: number) => Math.max(10, Math.floor(config().phone.dailyLimit * share));

/** Returns the limits of SMS with codes that a network of unknown clients and a block of numbers can use. */
function textLimits(metadata: RequestMetadata, recipient: string): NamedLimit[] {
  return [
    ...perNetwork(metadata, { name: "text:network", limit: 100, windowSeconds: HOUR }),
    ...textsOfNetwork(metadata, "text:network:day"),
    { name: "text:block", subject: blockOf(recipient), limit: 100, windowSeconds: HOUR },
  ];
}

/** Returns the limits of SMS to numbers that are not verified yet. They are a small part of all SMS. */
function unverifiedTexts(metadata: RequestMetadata, recipient: string): NamedLimit[] {
  const limit = Math.ceil(config().phone.dailyLimit * UNVERIFIED);
  return [
    ...perNetwork(metadata, {
      name: "text:unverified:network:day",
      limit: partOfDay(UNVERIFIED / 5),
      windowSeconds: DAY,
    }),
    { name: "text:unverified:block", subject: blockOf(recipient), limit: 100, windowSeconds: HOUR },
    { name: "text:unverified", subject: "", limit, windowSeconds: DAY },
    ...textsInAll("code", false),
  ];
}

const blockOf = (recipient: string) => recipient.slice(0, -BLOCK_DIGITS);

/**
 * Returns the part of a network. All parts of an IPv4 /24 or IPv6 /48 together, which are four times as large, stay
 * below the daily limit.
 */
const textsOfNetwork = (
  metadata: RequestMetadata,
  name: "text:network:day" | "text:reserved:network:day",
): NamedLimit[] => perNetwork(metadata, { name, limit: partOfDay(0.1), windowSeconds: DAY });

/** Returns the daily limit of SMS that a user causes, separately for the known clients and for all other clients. */
function textsOfUser(userId: string | null, { isKnownClient }: { isKnownClient: boolean }): NamedLimit[] {
  const subject = `${isKnownClient ? "known-clients" : "unknown-clients"} ${userId ?? ""}`;
  return [{ name: "text:user:day", subject, limit: partOfDay(0.02), windowSeconds: DAY }];
}
