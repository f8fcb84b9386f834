import { Resend } from "resend";
import { DeliveryError, type EmailConnector, SEND_TIMEOUT_MS } from "./connector";
import { parseRetryAfter } from "./retry-after";

/** Statuses after which the same request may succeed later: timeout, conflict, too many requests. */
const RETRYABLE_STATUSES = [408, 409, 429];

/** Sends through Resend. The idempotency key makes a repeated request one email. */
export function resendConnector(apiKey: string, baseUrl: string): EmailConnector {
  return {
    name: "resend",
    send: async ({ id, from, to, subject, html, text }) => {
      const resend = new Resend(apiKey, { baseUrl });
      const answer = await withinTime(
        resend.emails.send({ from, to, subject, html, text }, { idempotencyKey: id }),
      );
      if (answer.error) throw refusal(answer.error, answer.headers);
    },
  };
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new DeliveryError("Resend did not answer in time", true)),
      SEND_TIMEOUT_MS,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function refusal(error: { statusCode: number | null; name: string }, headers: Record<string, string> | null) {
  const { statusCode, name } = error;
  const retryable = statusCode === null || statusCode >= 500 || RETRYABLE_STATUSES.includes(statusCode);
  const retryAfter = parseRetryAfter(headers?.["retry-after"], Date.now());
  return new DeliveryError(`Resend answered ${statusCode ?? "nothing"} ${name}`, retryable, retryAfter);
}
