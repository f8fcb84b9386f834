import { nudgesOf } from "@/lib/work/nudge";

/** By which the outbox worker of this process is told that there is something to send. */
export const outboxNudges = nudgesOf("outbox");
