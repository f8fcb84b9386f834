import type { Config } from "@/lib/config";
import { parseRetryAfter } from "@/lib/jobs/backoff";
import { DeliveryError, MisconfiguredError, OverloadedError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import type { SmsConnector } from "./connector";

/** The prefix of a messaging service ID. Any other sender is a number or a name. */
const SERVICE_PREFIX = "MG";

/**
 * Whether a status is about the account, credentials or URL, independent of the recipient. Redirects are included,
 * because none is followed.
 */
const isAboutUs = (status: number) =>
  [401, 403, 404, 405].includes(status) || (status >= 300 && status < 400);

/** Twilio's error codes about the sender, which have status 400 (https://www.twilio.com/docs/api/errors). */
const SENDER_ERRORS = [21212, 21603, 21606, 21659, 21701, 21705];

const TOO_MANY_REQUESTS = 429;

const isRetryable = (status: number) => status >= 500 || status === 408;

/**
 * Sends SMS through Twilio's HTTP API. The API has no idempotency keys: if the response to an accepted request is lost,
 * the retry sends a second SMS with the same code.
 *
 * @param timeoutMs after which a request is aborted
 */
export function twilioConnector(
  { accountSid, authToken, from, baseUrl }: Config["sms"]["twilio"],
  timeoutMs = SEND_TIMEOUT_MS,
): SmsConnector {
  const url = `${baseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString("base64")}`;
  const sender = from.startsWith(SERVICE_PREFIX) ? { MessagingServiceSid: from } : { From: from };
  return {
    name: "twilio",
    checkConnection: () => reachHost(baseUrl),
    send: async ({ to, text }) => {
      const request = {
        method: "POST",
        headers: { Authorization: authorization },
        body: new URLSearchParams({ To: to, ...sender, Body: text }),
        redirect: "manual",
        signal: AbortSignal.timeout(timeoutMs),
      } as const;
      const answer = await fetch(url, request).catch(() => null);
      if (answer === null) await reachHost(baseUrl);
      if (answer?.status === 400) throw refusal(answer, await errorCodeOf(answer));
      await answer?.body?.cancel();
      if (!answer?.ok) throw refusal(answer);
    },
  };
}

/** Returns only the number of Twilio's error and ignores the rest of the body. */
async function errorCodeOf(answer: Response): Promise<number | null> {
  const body: unknown = await answer.json().catch(() => null);
  const code = (body as { code?: unknown } | null)?.code;
  return typeof code === "number" ? code : null;
}

function refusal(answer: Response | null, errorCode: number | null = null): DeliveryError {
  if (answer === null) return new DeliveryError("Twilio did not answer", true);
  const retryAfterSeconds = parseRetryAfter(answer.headers.get("retry-after"), Date.now());
  const reason = `Twilio answered ${answer.status}${errorCode === null ? "" : `, error ${errorCode}`}`;
  if (isAboutUs(answer.status) || SENDER_ERRORS.includes(errorCode ?? 0))
    return new MisconfiguredError(reason, retryAfterSeconds);
  if (answer.status === TOO_MANY_REQUESTS) return new OverloadedError(reason, retryAfterSeconds);
  return new DeliveryError(reason, isRetryable(answer.status), retryAfterSeconds);
}
