import type { Config } from "@/lib/config";
import { parseRetryAfter } from "@/lib/work/retry-after";
import { DeliveryError, SEND_TIMEOUT_MS } from "../delivery-error";
import { reachHost } from "../unreachable";
import type { SmsConnector } from "./connector";

/** How the id of a messaging service begins; anything else is a number or name to send from. */
const SERVICE_PREFIX = "MG";

const isRetryable = (status: number) => status >= 500 || status === 408 || status === 429;

/**
 * Sends through Twilio's HTTP API. It knows no idempotency: a request it accepted without our hearing of it makes a second
 * text message, with the same code.
 *
 * @param timeoutMs after which a request is given up
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
    reach: () => reachHost(baseUrl),
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
      await answer?.body?.cancel();
      if (!answer?.ok) throw refusal(answer);
    },
  };
}

function refusal(answer: Response | null): DeliveryError {
  if (answer === null) return new DeliveryError("Twilio did not answer", true);
  const retryAfterSeconds = parseRetryAfter(answer.headers.get("retry-after"), Date.now());
  return new DeliveryError(`Twilio answered ${answer.status}`, isRetryable(answer.status), retryAfterSeconds);
}
