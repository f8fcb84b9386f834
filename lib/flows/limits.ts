import type { RequestFacts } from "@/lib/audit";
import { recordEvent } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { type RateLimit, type RateLimitOutcome, takePoints } from "@/lib/db/rate-limit";
import { failure } from "@/lib/errors";
import { networkOf } from "@/lib/identifiers/ip-address";
import type { Channel } from "@/lib/messages/message";

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * Consecutive failures allowed for one account in a day, whatever the shorter limits are set to
 * (NIST SP 800-63B-4 §3.2.2: no more than 100).
 */
const FAILURES_PER_DAY = 100;

/** How many digits from the end a run of numbers may be that is counted together: pumped ones are rented by the block. */
const BLOCK_DIGITS = 4;

/** How often the flows may be used. `account` is a user's id or, for an unknown identifier, the identifier itself. */
export const limits = {
  passwordsFrom: (facts: RequestFacts): RateLimit => ({
    name: "password:network",
    subject: networkOf(facts.ipAddress),
    limit: 600,
    windowSeconds: 15 * 60,
  }),
  passwordsFor: (account: string): RateLimit => ({
    name: "password:account",
    subject: account,
    limit: config().signIn.maxAttempts,
    windowSeconds: config().signIn.lockoutSeconds,
    lockout: true,
  }),
  passwordsPerDay: (account: string): RateLimit => ({
    name: "password:account:day",
    subject: account,
    limit: FAILURES_PER_DAY,
    windowSeconds: DAY,
  }),
  /** Tells by which identifier signing in is closed, whoever it leads to: no answer tells whose identifiers belong together. */
  passwordsBy: (identifier: string): RateLimit => ({
    name: "password:identifier",
    subject: identifier,
    limit: config().signIn.maxAttempts,
    windowSeconds: config().signIn.lockoutSeconds,
    lockout: true,
  }),
  passwordsByPerDay: (identifier: string): RateLimit => ({
    name: "password:identifier:day",
    subject: identifier,
    limit: FAILURES_PER_DAY,
    windowSeconds: DAY,
  }),
  secondFactorsFor: (userId: string): RateLimit => ({
    name: "second-factor:account",
    subject: userId,
    limit: config().signIn.maxAttempts,
    windowSeconds: config().signIn.lockoutSeconds,
    lockout: true,
  }),
  secondFactorsPerDay: (userId: string): RateLimit => ({
    name: "second-factor:account:day",
    subject: userId,
    limit: FAILURES_PER_DAY,
    windowSeconds: DAY,
  }),
  /** Factors begun to set up, and sets of backup codes. */
  factorSetupsOf: (userId: string): RateLimit => ({
    name: "second-factor:setup",
    subject: userId,
    limit: 20,
    windowSeconds: HOUR,
  }),
  secondFactorNotices: (userId: string): RateLimit => ({
    name: "second-factor:notice",
    subject: userId,
    limit: 1,
    windowSeconds: HOUR,
  }),
  signUpsFrom: (facts: RequestFacts): RateLimit => ({
    name: "sign-up:network",
    subject: networkOf(facts.ipAddress),
    limit: 100,
    windowSeconds: 15 * 60,
  }),
  newPasswordsFrom: (facts: RequestFacts): RateLimit => ({
    name: "new-password:network",
    subject: networkOf(facts.ipAddress),
    limit: 600,
    windowSeconds: 15 * 60,
  }),
  codesPerDay: (account: string): RateLimit => ({
    name: "code:account:day",
    subject: account,
    limit: FAILURES_PER_DAY,
    windowSeconds: DAY,
  }),
  messagesFrom: (facts: RequestFacts): RateLimit => ({
    name: "message:network",
    subject: networkOf(facts.ipAddress),
    limit: 300,
    windowSeconds: HOUR,
  }),
  messagesInAll: (): RateLimit => ({ name: "message:all", subject: "", limit: 10_000, windowSeconds: HOUR }),
  attemptsFrom: (facts: RequestFacts): RateLimit => ({
    name: "attempt:network",
    subject: networkOf(facts.ipAddress),
    limit: 600,
    windowSeconds: 15 * 60,
  }),
  secretKeysFrom: (facts: RequestFacts): RateLimit => ({
    name: "secret-key:network",
    subject: networkOf(facts.ipAddress),
    limit: 60,
    windowSeconds: 15 * 60,
  }),
  /** Every load of the sign-in page asks for a challenge, so there is room for a whole company behind one address. */
  passkeyChallengesFrom: (facts: RequestFacts): RateLimit => ({
    name: "passkey-challenge:network",
    subject: networkOf(facts.ipAddress),
    limit: 3_000,
    windowSeconds: 15 * 60,
  }),
  passkeyNotices: (userId: string): RateLimit => ({
    name: "passkey:notice",
    subject: userId,
    limit: 1,
    windowSeconds: HOUR,
  }),
  textsFrom: (facts: RequestFacts): RateLimit => ({
    name: "text:network",
    subject: networkOf(facts.ipAddress),
    limit: 100,
    windowSeconds: HOUR,
  }),
  textsToBlockOf: (number: string): RateLimit => ({
    name: "text:block",
    subject: number.slice(0, -BLOCK_DIGITS),
    limit: 100,
    windowSeconds: HOUR,
  }),
  /** A part of the day's: whoever asks for nothing but messages to nobody must not turn them off for everybody. */
  textsPerDayFrom: (facts: RequestFacts): RateLimit => ({
    name: "text:network:day",
    subject: networkOf(facts.ipAddress),
    limit: Math.max(10, Math.floor(config().phone.dailyLimit / 10)),
    windowSeconds: DAY,
  }),
  textsPerDay: (): RateLimit => ({
    name: "text:all",
    subject: "",
    limit: config().phone.dailyLimit,
    windowSeconds: DAY,
  }),
  dataDownloadsOf: (userId: string): RateLimit => ({
    name: "data-download:account",
    subject: userId,
    limit: 10,
    windowSeconds: HOUR,
  }),
  messagesTo: (recipient: string): RateLimit => ({
    name: "message:recipient",
    subject: recipient,
    limit: 10,
    windowSeconds: HOUR,
  }),
  messageCooldown: (recipient: string): RateLimit => ({
    name: "message:cooldown",
    subject: recipient,
    limit: 1,
    windowSeconds: config().codes.resendCooldownSeconds,
  }),
};

/** The limits on wrong passwords for an account, by whichever identifier they are tried. */
export const passwordLimitsFor = (account: string): RateLimit[] => [
  limits.passwordsFor(account),
  limits.passwordsPerDay(account),
];

/** The limits on wrong passwords by one identifier, whoever it leads to. */
export const passwordLimitsBy = (identifier: string): RateLimit[] => [
  limits.passwordsBy(identifier),
  limits.passwordsByPerDay(identifier),
];

/**
 * The limits on failures that lock a way into an account for a while.
 *
 * @param identifiers what leads to it: its verified addresses and numbers
 */
export function failureLimits(userId: string, identifiers: string[]): RateLimit[] {
  return [
    ...passwordLimitsFor(userId),
    ...identifiers.flatMap(passwordLimitsBy),
    limits.secondFactorsFor(userId),
    limits.secondFactorsPerDay(userId),
  ];
}

/**
 * Takes a point from each limit, and notes in the audit log which one had no room left. A message nobody will get counts
 * like any other, or silence would tell.
 */
export async function withinLimits(
  db: Db,
  facts: RequestFacts,
  asked: RateLimit[],
): Promise<RateLimitOutcome> {
  const outcome = await takePoints(
    db,
    asked.filter((limit) => limit.windowSeconds > 0),
  );
  if (!outcome.allowed) {
    const details = { limit: outcome.name };
    await recordEvent(db, facts, { type: "rate_limit.reached", outcome: "failure", details });
  }
  return outcome;
}

/** The limits on sending one message. Text messages cost money, so they have further ones. */
export function messageLimits(facts: RequestFacts, channel: Channel, recipient: string): RateLimit[] {
  const texts =
    channel === "sms"
      ? [
          limits.textsFrom(facts),
          limits.textsToBlockOf(recipient),
          limits.textsPerDayFrom(facts),
          limits.textsPerDay(),
        ]
      : [];
  return [
    limits.messagesFrom(facts),
    limits.messageCooldown(recipient),
    limits.messagesTo(recipient),
    limits.messagesInAll(),
    ...texts,
  ];
}

/** The error that tells somebody to wait. */
export function tooManyRequests(retryAfterSeconds: number, paramName?: string) {
  const meta = { retryAfterSeconds, ...(paramName && { paramName }) };
  return failure("too_many_requests", meta, {
    key: "wait",
    values: { wait: { seconds: retryAfterSeconds } },
  });
}
