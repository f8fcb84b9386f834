import { type ErrorResponse, Resend } from "resend";
import { parseRetryAfter } from "@/lib/jobs/backoff";
import { DeliveryError, MisconfiguredError, OverloadedError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import { type EmailConnector, emailHeaders } from "./connector";

const TOO_MANY_REQUESTS = 429;

/** Statuses after which the same request may succeed later: timeout, conflict, too many requests. */
const RETRYABLE_STATUSES = [408, 409, TOO_MANY_REQUESTS];

/** Statuses about the API key, sender domain or URL, independent of the recipient. */
const OUR_STATUSES = [401, 403, 404, 405];

/** The name of the error about the sender. All other names are about the message. */
const SENDER_ERROR = "invalid_from_address";

/** The format of Resend's error names, such as `rate_limit_exceeded`. Anything else is not logged. */
const ERROR_NAME = /^[a-z_]{1,50}$/;

/**
 * Sends emails through Resend. Because of the idempotency key, a repeated request sends only one email.
 *
 * @param baseUrl the origin of the API
 * @param timeoutMs after which a request is aborted
 */
export function resendConnector(
  apiKey: string,
  baseUrl: string,
  timeoutMs = SEND_TIMEOUT_MS,
): EmailConnector {
  const resend = new Resend(apiKey, { baseUrl });
  return {
    name: "resend",
    checkConnection: () => reachHost(baseUrl),
    send: async ({ id, from, to, subject, html, text }) => {
      const signal = AbortSignal.timeout(timeoutMs);
      const email = { from, to, subject, html, text, headers: emailHeaders({ id }) };
      const { error, headers } = await resend.emails.send(email, { idempotencyKey: id, signal });
      if (!error) return;
      if (typeof error.statusCode !== "number") await reachHost(baseUrl);
      throw refusal(error, headers);
    },
  };
}

/**
 * An error from an intermediate proxy has neither a status nor a known name, because the proxy answers in its own JSON
 * format.
 */
function refusal({ statusCode, name }: Partial<ErrorResponse>, headers: Record<string, string> | null) {
  const status = typeof statusCode === "number" ? statusCode : null;
  const isRetryable = status === null || status >= 500 || RETRYABLE_STATUSES.includes(status);
  const reason = ERROR_NAME.test(name ?? "") ? ` ${name}` : "";
  const answer = `Resend answered ${status ?? "nothing"}${reason}`;
  const retryAfterSeconds = parseRetryAfter(headers?.["retry-after"], Date.now());
  if (OUR_STATUSES.includes(status ?? 0) || name === SENDER_ERROR)
    return new MisconfiguredError(answer, retryAfterSeconds);
  if (status === TOO_MANY_REQUESTS) return new OverloadedError(answer, retryAfterSeconds);
  return new DeliveryError(answer, isRetryable, retryAfterSeconds);
}
