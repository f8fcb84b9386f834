import { createWakeSignal } from "@/lib/jobs/wake-signal";
import type { Channel } from "./message";

/** By which the outbox workers of this process, one a channel, are told that there is something to send. */
export const outboxWakeSignal: Record<Channel, ReturnType<typeof createWakeSignal>> = {
  email: createWakeSignal("outbox.email"),
  sms: createWakeSignal("outbox.sms"),
};
