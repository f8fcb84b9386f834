import type { RateLimit } from "@/lib/db/rate-limit";

/** What can be guessed at. */
export type GuessKind = "password" | "code" | "second-factor";

/** The limits of wrong guesses. */
export type GuessLimitName =
  | `${GuessKind}:${"known-client" | "known-clients:day" | "identifier:network" | "identifier:day"}`
  | `${Exclude<GuessKind, "second-factor">}:account:${"network" | "day"}`;

/** The limits of requests, which are rejected beyond them. */
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
  | `reset-notice:${"cooldown" | "account"}`
  | `invitation:${"recipient" | "inviter" | "organization"}:day`
  | `message:${"cooldown" | "client" | "known-client" | "network"}`;

/** The limits of messages, which are suppressed beyond them. */
type DeliveryLimitName =
  | `${"code" | "link" | "second-factor"}:recipient:${"known-client" | "network"}`
  | `${"code" | "second-factor"}:recipient`
  | `${"email" | "text"}:${"shared" | "all"}`
  | `text:${"network" | "network:day" | "block"}`
  | `invitation:${"network" | "recipient"}`
  | `${"passkey" | "second-factor"}:notice`;

/** Every name of a rate limit, as the audit log has it. `thresholds.test.ts` and `guesses.test.ts` have a case for each. */
export type LimitName = GuessLimitName | RequestLimitName | DeliveryLimitName;

/** A rate limit of a flow. */
export type NamedLimit = RateLimit & { name: LimitName };
