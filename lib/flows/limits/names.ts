import type { RateLimit } from "@/lib/db/rate-limit";

/** The kinds of secrets that can be guessed. */
export type GuessKind = "password" | "code" | "second-factor";

/** The names of the limits of wrong guesses. */
export type GuessLimitName =
  | `${GuessKind}:${"known-client" | "known-clients:day" | "identifier:network" | "identifier:day"}`
  | `${Exclude<GuessKind, "second-factor">}:account:${"network" | "day"}`;

/** The names of the limits of requests. Requests beyond them are rejected. */
type RequestLimitName =
  | "password:network"
  | "sign-up:network"
  | "attempt:network"
  | "attempt:identifier:network"
  | "attempt:known-client"
  | "new-password:network"
  | "new-password:subject"
  | "second-factor:setup"
  | "secret-key:network"
  | "passkey-challenge:network"
  | "data-download:account"
  | `sign-in:${"client" | "user"}`
  | "reauthentication:user"
  | "identifier-change:user"
  | "deletion-request:user"
  | `reset-notice:${"cooldown" | "account"}`
  | `invitation:${"recipient" | "inviter" | "organization"}:day`
  | "sign-up-invitation:recipient:day"
  | `message:${"cooldown" | "client" | "known-client" | "network" | "user" | "user:recipient"}`;

/** The names of the limits of messages. Messages beyond them are suppressed. */
type DeliveryLimitName =
  | `${"code" | "link" | "second-factor"}:recipient:${"known-client" | "known-clients" | "network"}`
  | `unverified-${"code" | "link"}:recipient:network`
  | `${"code" | "second-factor" | "unverified-code"}:recipient`
  | "unverified-code:recipient:day"
  | `${"email" | "text"}:${"shared" | "all" | "unverified"}`
  | `email:${"user" | "known-clients:network" | "unverified:network"}`
  | `text:${"network" | "network:day" | "block" | "user:day" | "reserved:network:day"}`
  | `text:unverified:${"network:day" | "block"}`
  | `invitation:${"network" | "recipient"}`
  | `${"passkey" | "second-factor" | "new-device"}:notice`;

/**
 * The name of a rate limit, as recorded in the audit log. `thresholds.test.ts` and `guesses.test.ts` have a case for
 * each.
 */
export type LimitName = GuessLimitName | RequestLimitName | DeliveryLimitName;

/** A rate limit with its name. */
export type NamedLimit = RateLimit & { name: LimitName };
