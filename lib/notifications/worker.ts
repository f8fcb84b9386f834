import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { startLoop } from "@/lib/jobs/loop";
import { deliverDueMessagesOf } from "./deliver";
import { CHANNELS } from "./message";
import { renderEmail } from "./templates/render";
import { outboxWakeSignal } from "./wake-signals";

/** Loading what renders messages takes half a second, which the start of the server is better off without. */
const WARM_UP_AFTER_MS = 2_000;

/** Loads what the first message needs before it is there. */
async function warmUp(): Promise<void> {
  const nobody = { ipAddress: null, userAgent: null };
  await renderEmail(
    {
      channel: "email",
      template: "password-changed",
      recipient: "",
      deliverable: false,
      locale: DEFAULT_LOCALE,
      values: { changedFrom: nobody },
    },
    new Date(0),
  );
}

/**
 * Starts sending what the outbox holds: in a loop a channel, so that a provider that does not answer holds up no other.
 *
 * @returns stops it, once the messages in hand are done
 */
export function startOutboxWorker(): () => Promise<void> {
  const warmingUp = setTimeout(warmUp, WARM_UP_AFTER_MS).unref();
  const stops = CHANNELS.map((channel) =>
    startLoop({
      doDueWork: (signal) => deliverDueMessagesOf(channel, signal),
      nudges: outboxWakeSignal[channel],
      unavailable: "outbox.unavailable",
    }),
  );
  return async () => {
    clearTimeout(warmingUp);
    await Promise.all(stops.map((stop) => stop()));
  };
}
