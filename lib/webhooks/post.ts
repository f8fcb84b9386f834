import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { en } from "@/lib/i18n/messages/en";
import { parseRetryAfter } from "@/lib/jobs/retry-after";
import { lookupPublicAddress, PrivateAddressError, refuseUrl } from "./address";

/** An endpoint that takes longer has failed (Standard Webhooks: 15 to 30 seconds). */
const POST_TIMEOUT_MS = 15_000;

/** How a request ended. `error` is short and tells nothing of what the endpoint said; `null` for one that was taken. */
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

/** The answer's head. A redirect is an answer like any other, and whatever comes behind the head is not read. */
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
 * Sends a body to an endpoint. Follows no redirect and reads no more than the status; connects to no private address unless
 * `WEBHOOK_ALLOW_PRIVATE`.
 *
 * @param url as `readEndpointUrl` left it
 * @param timeoutMs for all of it
 * @returns how it ended; never throws
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
