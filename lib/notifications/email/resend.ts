import { type ErrorResponse, Resend } from "resend";
import { parseRetryAfter } from "@/lib/jobs/retry-after";
import { DeliveryError, MisconfiguredError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import type { EmailConnector } from "./connector";
import { AUTO_SUBMITTED } from "./headers";

/** Statuses after which the same request may succeed later: timeout, conflict, too many requests. */
const RETRYABLE_STATUSES = [408, 409, 429];

/** Statuses about our key, sender domain or URL, whoever the message is for. */
const OUR_STATUSES = [401, 403, 404, 405];

/** An error about our sender among those about the message. */
const SENDER_ERROR = "invalid_from_address";

/** What Resend names its errors by, such as `rate_limit_exceeded`; anything else is not worth repeating in a log. */
const ERROR_NAME = /^[a-z_]{1,50}$/;

/**
 * Sends through Resend. The idempotency key makes a repeated request one email.
 *
 * @param baseUrl the origin of its API
 * @param timeoutMs after which a request is given up
 */
export function resendConnector(
  apiKey: string,
  baseUrl: string,
  timeoutMs = SEND_TIMEOUT_MS,
): EmailConnector {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    name: "resend",
    reach: () => reachHost(baseUrl),
    send: async ({ id, from, to, subject, html, text }) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const email = { from, to, subject, html, text, headers: AUTO_SUBMITTED };
      const { error, headers } = await resend.emails.send(email, { idempotencyKey: id, signal });
      if (!error) return;
      if (typeof error.statusCode !== "number") await reachHost(baseUrl);
      throw refusal(error, headers);
    },
  };
}

/** A proxy on the way answers in JSON of its own: then the error has neither a status nor a known name. */
function refusal({ statusCode, name }: Partial<ErrorResponse>, headers: Record<string, string> | null) {
  const status = typeof statusCode === "number" ? statusCode : null;
  const isRetryable = status === null || status >= 500 || RETRYABLE_STATUSES.includes(status);
  const reason = ERROR_NAME.test(name ?? "") ? ` ${name}` : "";
  const answer = `Resend answered ${status ?? "nothing"}${reason}`;
  const retryAfterSeconds = parseRetryAfter(headers?.["retry-after"], Date.now());
  if (OUR_STATUSES.includes(status ?? 0) || name === SENDER_ERROR)
    return new MisconfiguredError(answer, retryAfterSeconds);
  return new DeliveryError(answer, isRetryable, retryAfterSeconds);
}
