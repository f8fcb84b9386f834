import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { startLoop } from "@/lib/work/loop";
import { deliverDueMessages } from "./deliver";
import { outboxNudges } from "./nudges";
import { renderEmail } from "./templates/render";

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
 * Starts sending what the outbox holds.
 *
 * @returns stops it, once the message in hand is done
 */
export function startOutboxWorker(): () => Promise<void> {
  const warmingUp = setTimeout(warmUp, WARM_UP_AFTER_MS).unref();
  const stop = startLoop({
    doDueWork: deliverDueMessages,
    nudges: outboxNudges,
    unavailable: "outbox.unavailable",
  });
  return () => {
    clearTimeout(warmingUp);
    return stop();
  };
}
