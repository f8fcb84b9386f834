import { z } from "zod";
import { BY_COMMAND } from "@/lib/audit";
import { migrateDatabase } from "@/lib/db/client";
import type { Result } from "@/lib/errors";
import { DEFAULT_LOCALE } from "@/lib/i18n/locales";
import { tellError } from "@/lib/i18n/tell-error";
import { listDeliveries, resendDelivery, sendTestEvent } from "@/lib/webhooks/deliveries";
import {
  addEndpoint,
  disableEndpoint,
  type Endpoint,
  enableEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from "@/lib/webhooks/endpoints";
import type { Outcome } from "./print";

const LATEST = 20;
const NONE = "There are none.";

const USAGE = `npm run webhook -- add URL [EVENT…]         adds an endpoint and prints its secret
npm run webhook -- list                     shows every endpoint
npm run webhook -- update ID URL [EVENT…]   changes where events go, or which
npm run webhook -- rotate ID                prints a new secret; the old one signs too for 24 hours
npm run webhook -- enable ID | disable ID | remove ID
npm run webhook -- test ID                  sends an event that means nothing
npm run webhook -- deliveries ID            shows the latest ${LATEST} deliveries to an endpoint
npm run webhook -- resend DELIVERY_ID       sends an event once more`;

const done = (words: string): Outcome => ({ done: true, words });

/** What a result says to whoever asked. */
function told<Success extends object>(result: Result<Success>, words: (success: Success) => string): Outcome {
  if (result.ok) return done(words(result));
  return { done: false, words: tellError(result.errors[0], DEFAULT_LOCALE).longMessage };
}

function line({ id, url, events, disabledReason, consecutiveFailures }: Endpoint): string {
  const state = disabledReason ? `disabled (${disabledReason})` : "enabled";
  const failures = consecutiveFailures > 0 ? `, ${consecutiveFailures} failures in a row` : "";
  return `${id}  ${url}  ${events.join(",") || "all events"}  ${state}${failures}`;
}

async function deliveriesOf(id: string): Promise<Outcome> {
  const deliveries = await listDeliveries(id, LATEST);
  const lines = deliveries.map(({ id, createdAt, type, status, attempts }) => {
    const tries = attempts.map(({ statusCode, error }) => error ?? statusCode).join("; ");
    return `${id}  ${createdAt.toISOString()}  ${type}  ${status}  ${tries}`;
  });
  return done(lines.join("\n") || NONE);
}

const withSecret = ({ secret }: { secret: string }) => `The secret, which is shown this once: ${secret}`;

/** What is done to one endpoint or delivery, by its id. */
const BY_ID: Record<string, (id: string, rest: string[]) => Promise<Outcome>> = {
  update: async (id, [url = "", ...events]) =>
    told(await updateEndpoint(id, { url, events }, BY_COMMAND), () => "Changed."),
  rotate: async (id) => told(await rotateEndpointSecret(id, BY_COMMAND), withSecret),
  enable: async (id) => told(await enableEndpoint(id, BY_COMMAND), () => "Enabled."),
  disable: async (id) => told(await disableEndpoint(id, BY_COMMAND), () => "Disabled."),
  remove: async (id) => told(await removeEndpoint(id, BY_COMMAND), () => "Removed."),
  test: async (id) =>
    told(await sendTestEvent(id, BY_COMMAND), ({ deliveryId }) => `On its way: ${deliveryId}`),
  deliveries: deliveriesOf,
  resend: async (id) =>
    told(await resendDelivery(id, BY_COMMAND), ({ deliveryId }) => `On its way: ${deliveryId}`),
};

/**
 * Manages the endpoints that are told of events.
 *
 * @param args a command and what it is done to, as `npm run webhook` is given them
 * @returns what came of it, why it was refused, or how to ask
 */
export async function webhookCommand([command = "", first = "", ...rest]: string[]): Promise<Outcome> {
  await migrateDatabase();
  if (command === "add") {
    const added = await addEndpoint({ url: first, events: rest }, BY_COMMAND);
    return told(added, ({ endpointId, secret }) => `Added ${endpointId}. ${withSecret({ secret })}`);
  }
  if (command === "list") return done((await listEndpoints()).map(line).join("\n") || NONE);
  const act = BY_ID[command];
  return act && z.uuid().safeParse(first).success ? act(first, rest) : { done: false, words: USAGE };
}
