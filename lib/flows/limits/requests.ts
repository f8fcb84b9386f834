import type { RequestMetadata } from "@/lib/audit";
import { config } from "@/lib/config";
import { networksOf } from "@/lib/identifiers/ip-address";
import type { NamedLimit } from "./names";

const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/**
 * Returns a limit of a network and larger ones of the networks around it, because a customer who can change addresses
 * stays within those.
 *
 * @param of the name, the window and the owner of the limit; with a `subject`, requests for that subject only
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

/**
 * The limits of requests by a network, a user or a client. Where other clients could use up the limit of a network, a
 * known client has separate limits.
 */
export const requestLimits = {
  passwords: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "password:network", limit: 600, windowSeconds: 15 * MINUTE }),
  signUps: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "sign-up:network", limit: 100, windowSeconds: 15 * MINUTE }),
  /** Counts enrollments of second factors and new sets of backup codes. */
  factorSetups: (userId: string): NamedLimit[] => [
    { name: "second-factor:setup", subject: userId, limit: 20, windowSeconds: HOUR },
  ],
  newPasswords: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "new-password:network", limit: 600, windowSeconds: 15 * MINUTE }),
  /** Counts new passwords of a verified user, so that other clients cannot use up the limit. */
  newPasswordsOf: (subject: string): NamedLimit[] => [
    { name: "new-password:subject", subject, limit: 30, windowSeconds: 15 * MINUTE },
  ],
  attempts: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "attempt:network", limit: 600, windowSeconds: 15 * MINUTE }),
  /** Limits the open attempts for one identifier, known or unknown, from a network, because each attempt is a row. */
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
  /**
   * Every load of the sign-in page requests a challenge, so the limit allows for a whole company behind one address.
   */
  passkeyChallenges: (metadata: RequestMetadata) =>
    perNetwork(metadata, { name: "passkey-challenge:network", limit: 3_000, windowSeconds: 15 * MINUTE }),
  dataDownloads: (userId: string): NamedLimit[] => [
    { name: "data-download:account", subject: userId, limit: 10, windowSeconds: HOUR },
  ],
  /**
   * Counts successful sign-ins by password or passkey, for a client and for all known clients of the user. Only a
   * client that has verified the first factor can consume them.
   */
  signIns: (userId: string, client: string, { isKnownClient }: { isKnownClient: boolean }): NamedLimit[] => {
    const window = { windowSeconds: 15 * MINUTE };
    const inAll: NamedLimit = { ...window, name: "sign-in:user", subject: userId, limit: 300 };
    return [
      { ...window, name: "sign-in:client", subject: `${userId} ${client}`, limit: 60 },
      ...(isKnownClient ? [inAll] : []),
    ];
  },
  reauthentications: (userId: string): NamedLimit[] => [
    { name: "reauthentication:user", subject: userId, limit: 60, windowSeconds: 15 * MINUTE },
  ],
  /**
   * Limits changes of the email addresses and phone numbers of a user, because each sends a notice to every address.
   */
  identifierChanges: (userId: string): NamedLimit[] => [
    { name: "identifier-change:user", subject: userId, limit: 20, windowSeconds: HOUR },
  ],
  /** Limits deletion requests, because a sign-in cancels them and both send a notice to every address. */
  deletionRequests: (userId: string): NamedLimit[] => [
    { name: "deletion-request:user", subject: userId, limit: 10, windowSeconds: HOUR },
  ],
  /** Limits how often an admin can ask a user to reset the password. */
  resetNotices: (userId: string): NamedLimit[] => [
    {
      name: "reset-notice:cooldown",
      subject: userId,
      limit: 1,
      windowSeconds: config().codes.resendCooldownSeconds,
    },
    { name: "reset-notice:account", subject: userId, limit: 10, windowSeconds: HOUR },
  ],
  /** Limits the notices of new devices, of which an attacker who has the password could cause any number. */
  newDeviceNotices: (userId: string): NamedLimit[] => [
    { name: "new-device:notice", subject: userId, limit: 5, windowSeconds: HOUR },
  ],
  passkeyNotices: (userId: string): NamedLimit[] => [
    { name: "passkey:notice", subject: userId, limit: 1, windowSeconds: HOUR },
  ],
  secondFactorNotices: (userId: string): NamedLimit[] => [
    { name: "second-factor:notice", subject: userId, limit: 1, windowSeconds: HOUR },
  ],
};
