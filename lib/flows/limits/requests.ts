import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import { networksOf } from "@/lib/identifiers/ip-address";
import type { NamedLimit } from "./names";

const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * A limit of a network, and wider ones of the networks around it: a customer who changes addresses at will stays in them.
 *
 * @param of what is counted, and of what if not of everything
 */
export function perNetwork(
  metadata: RequestMetadata,
  { subject = "", limit, ...of }: Omit<NamedLimit, "subject"> & { subject?: string },
): NamedLimit[] {
  return networksOf(metadata.ipAddress).map(({ network, factor }) => ({
    ...of,
    subject: subject === "" ? network : `${network} ${subject}`,
    limit: limit * factor,
  }));
}

/** How often a network may request something. A known client has limits of its own instead where that matters. */
export const requestLimits = {
  passwords: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "password:network", limit: 600, windowSeconds: 15 * MINUTE }),
  signUps: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "sign-up:network", limit: 100, windowSeconds: 15 * MINUTE }),
  /** Second factors begun and sets of backup codes. */
  factorSetups: (userId: string): NamedLimit[] => [
    { name: "second-factor:setup", subject: userId, limit: 20, windowSeconds: HOUR },
  ],
  newPasswords: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "new-password:network", limit: 600, windowSeconds: 15 * MINUTE }),
  /** Where it is verified already who chooses a password, other clients cannot use up the limit. */
  newPasswordsOf: (subject: string): NamedLimit[] => [
    { name: "new-password:subject", subject, limit: 30, windowSeconds: 15 * MINUTE },
  ],
  attempts: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "attempt:network", limit: 600, windowSeconds: 15 * MINUTE }),
  /** Open attempts are rows: one identifier, known or unknown, can have so many from a network. */
  attemptsFor: (metadata: RequestMetadata, identifier: string) =>
    perNetwork(metadata, {
      name: "attempt:identifier:network",
      subject: identifier,
      limit: 60,
      windowSeconds: 15 * MINUTE,
    }),
  attemptsOfKnownClient: (client: string): NamedLimit[] => [
    { name: "attempt:known-client", subject: client, limit: 60, windowSeconds: 15 * MINUTE },
  ],
  secretKeys: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "secret-key:network", limit: 60, windowSeconds: 15 * MINUTE }),
  /** Every load of the sign-in page requests a challenge, so there is room for a whole company behind one address. */
  passkeyChallenges: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "passkey-challenge:network", limit: 3_000, windowSeconds: 15 * MINUTE }),
  dataDownloads: (userId: string): NamedLimit[] => [
    { name: "data-download:account", subject: userId, limit: 10, windowSeconds: HOUR },
  ],
  /** How often an administrator may ask a user to reset the password. */
  resetNotices: (userId: string): NamedLimit[] => [
    {
      name: "reset-notice:cooldown",
      subject: userId,
      limit: 1,
      windowSeconds: config().codes.resendCooldownSeconds,
    },
    { name: "reset-notice:account", subject: userId, limit: 10, windowSeconds: HOUR },
  ],
  passkeyNotices: (userId: string): NamedLimit[] => [
    { name: "passkey:notice", subject: userId, limit: 1, windowSeconds: HOUR },
  ],
  secondFactorNotices: (userId: string): NamedLimit[] => [
    { name: "second-factor:notice", subject: userId, limit: 1, windowSeconds: HOUR },
  ],
};
