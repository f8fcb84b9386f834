import { nudgesOf } from "@/lib/work/nudge";
import type { Channel } from "./message";

/** By which the outbox workers of this process, one a channel, are told that there is something to send. */
export const outboxNudges: Record<Channel, ReturnType<typeof nudgesOf>> = {
  email: nudgesOf("outbox.email"),
  sms: nudgesOf("outbox.sms"),
};
