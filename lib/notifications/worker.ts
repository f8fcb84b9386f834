import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { startLoop } from "@/lib/jobs/loop";
import { deliverDueMessagesOf } from "./deliver";
import { CHANNELS } from "./message";
import { renderEmail } from "./templates/render";
import { outboxWakeSignal } from "./wake-signals";

/** Delay before the email renderer is loaded. Loading takes half a second and would slow down the server's start. */
const WARM_UP_AFTER_MS = 2_000;

/** Loads the modules that the first message requires. */
async function warmUp(): Promise<void> {
  const unknownOrigin = { ipAddress: null, userAgent: null };
  await renderEmail(
    {
      channel: "email",
      template: "password-changed",
      recipient: "",
      deliverable: false,
      locale: DEFAULT_LOCALE,
      values: { changedFrom: unknownOrigin },
    },
    new Date(0),
  );
}

/**
 * Starts sending the messages of the outbox, in one loop per channel, so that a provider that does not answer delays no
 * other channel.
 *
 * @returns a function that stops the worker after the current messages
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
