import { log } from "@/lib/log";
import { deliverDueMessages } from "./deliver";
import { waitForNudge } from "./nudge";
import { renderEmail } from "./templates/render";

/** How often the outbox is looked at without a nudge: for retries, and for what other processes wrote. */
const POLL_MS = 1_000;
/** Loading what renders messages takes half a second, which the start of the server is better off without. */
const WARM_UP_AFTER_MS = 2_000;
/** The longest the database is left alone while it does not answer; the pause doubles until then. */
const LONGEST_PAUSE_MS = 30_000;

async function work(signal: AbortSignal): Promise<void> {
  let pauseMs = POLL_MS;
  while (!signal.aborted) {
    try {
      await deliverDueMessages(signal);
      pauseMs = POLL_MS;
    } catch (error) {
      log.error({ event: "outbox.unavailable", err: error });
      pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    }
    if (!signal.aborted) await waitForNudge(pauseMs, signal);
  }
}

/** Loads what the first message needs before it is there. */
async function warmUp(): Promise<void> {
  const nobody = { ipAddress: null, userAgent: null };
  await renderEmail(
    {
      channel: "email",
      template: "password-changed",
      recipient: "",
      deliverable: false,
      values: { changedFrom: nobody },
    },
    new Date(0),
  );
}

/**
 * Starts sending what the outbox holds.
 *
 * @returns stops it, once the message in hand is done
 */
export function startOutboxWorker(): () => Promise<void> {
  const warmingUp = setTimeout(warmUp, WARM_UP_AFTER_MS).unref();
  const stop = new AbortController();
  const ended = work(stop.signal);
  return () => {
    clearTimeout(warmingUp);
    stop.abort();
    return ended;
  };
}
