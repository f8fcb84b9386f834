import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { en } from "@/lib/i18n/messages/en";
import { parseRetryAfter } from "@/lib/jobs/backoff";
import { lookupPublicAddress, PrivateAddressError, refuseUrl } from "./address";

/** The timeout of a request (Standard Webhooks: 15 to 30 seconds). */
const POST_TIMEOUT_MS = 15_000;

/** The result of a request. `error` is short and contains nothing of the response; `null` after a success. */
export type PostOutcome = {
  statusCode: number | null;
  error: string | null;
  retryAfterSeconds: number | null;
  durationMs: number;
};

const CUT_SHORT = ["AbortError", "TimeoutError"];

function shortly(error: Error & { code?: string }): string {
  if (error instanceof PrivateAddressError) return error.message;
  if (CUT_SHORT.includes(error.name)) return "No answer in time";
  return `No connection (${error.code ?? error.name})`;
}

/** Returns the head of the response. A redirect is not followed, and the body is not read. */
function request(url: URL, body: string, headers: Record<string, string>, timeoutMs: number) {
  const { request: send } = url.protocol === "https:" ? https : http;
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = send(url, {
      method: "POST",
      agent: false,
      lookup: lookupPublicAddress,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        ...headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "Latchkey",
      },
    });
    sent.on("error", reject);
    sent.on("response", (answer) => {
      answer.destroy();
      resolve(answer);
    });
    sent.end(body);
  });
}

async function outcomeOf(
  url: URL,
  body: string,
  headers: Record<string, string>,
  timeoutMs: number,
): Promise<Omit<PostOutcome, "durationMs">> {
  const refusal = refuseUrl(url);
  if (refusal !== null) return { statusCode: null, error: en.refusals[refusal], retryAfterSeconds: null };
  try {
    const { statusCode = 0, headers: answered } = await request(url, body, headers, timeoutMs);
    const isTaken = statusCode >= 200 && statusCode < 300;
    const retryAfterSeconds = parseRetryAfter(answered["retry-after"], Date.now());
    return { statusCode, error: isTaken ? null : `Answered ${statusCode}`, retryAfterSeconds };
  } catch (error) {
    return { statusCode: null, error: shortly(error as Error), retryAfterSeconds: null };
  }
}

/**
 * Sends a body to an endpoint. Follows no redirect and reads only the status and `Retry-After`. Connects to no private
 * address unless `WEBHOOK_ALLOW_PRIVATE` is set.
 *
 * @param url as `readEndpointUrl` returned it
 * @param timeoutMs for the whole request
 * @returns the result; never throws
 */
export async function post(
  url: string,
  body: string,
  headers: Record<string, string>,
  timeoutMs = POST_TIMEOUT_MS,
): Promise<PostOutcome> {
  const startedAt = performance.now();
  const outcome = await outcomeOf(new URL(url), body, headers, timeoutMs);
  return { ...outcome, durationMs: Math.round(performance.now() - startedAt) };
}
