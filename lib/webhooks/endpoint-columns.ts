import type { WebhookDisabledReason } from "@/lib/db/generated/enums";

/** An endpoint without its secrets, as admins see it. An empty list of `events` stands for all events. */
export type Endpoint = {
  id: string;
  url: string;
  events: string[];
  disabledAt: Date | null;
  disabledReason: WebhookDisabledReason | null;
  consecutiveFailures: number;
  failingSince: Date | null;
  createdAt: Date;
};

/** The columns of an `Endpoint`. */
export const ENDPOINT_COLUMNS = {
  id: true,
  url: true,
  events: true,
  disabledAt: true,
  disabledReason: true,
  consecutiveFailures: true,
  failingSince: true,
  createdAt: true,
} as const;
