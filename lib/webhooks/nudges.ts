import { nudgesOf } from "@/lib/work/nudge";

/** By which the webhook worker of this process is told that there is something to send. */
export const webhookNudges = nudgesOf("webhooks");
