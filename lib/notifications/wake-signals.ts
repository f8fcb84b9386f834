import { createWakeSignal } from "@/lib/jobs/wake-signal";
import type { Channel } from "./message";

/** Wakes the outbox workers of this process, one per channel, when a message is due. */
export const outboxWakeSignal: Record<Channel, ReturnType<typeof createWakeSignal>> = {
  email: createWakeSignal("outbox.email"),
  sms: createWakeSignal("outbox.sms"),
};
