import { z } from "zod";
import { CLI_ACTOR } from "@/lib/audit";
import { listDeliveries, resendDelivery, sendTestEvent } from "@/lib/webhooks/deliveries";
import type { Endpoint } from "@/lib/webhooks/endpoint-columns";
import {
  addEndpoint,
  disableEndpoint,
  enableEndpoint,
  listEndpoints,
  removeEndpoint,
  rotateEndpointSecret,
  updateEndpoint,
} from "@/lib/webhooks/endpoints";
import { done, type Outcome, outcomeOf, rejected } from "./outcome";

const LATEST = 20;
const NONE = "There are none.";

const USAGE = `webhook add URL [EVENT…]         adds an endpoint and prints its secret
webhook list                     shows every endpoint
webhook update ID URL [EVENT…]   changes where events go, or which
webhook rotate ID                prints a new secret; the old one signs too for 24 hours
webhook enable ID | disable ID | remove ID
webhook test ID                  sends an event that means nothing
webhook deliveries ID            shows the latest ${LATEST} deliveries to an endpoint
webhook resend DELIVERY_ID       sends an event once more`;

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

/** The commands for one endpoint or delivery, by its ID. */
const BY_ID: Record<string, (id: string, rest: string[]) => Promise<Outcome>> = {
  update: async (id, [url = "", ...events]) =>
    outcomeOf(await updateEndpoint(id, { url, events }, CLI_ACTOR), () => "Changed."),
  rotate: async (id) => outcomeOf(await rotateEndpointSecret(id, CLI_ACTOR), withSecret),
  enable: async (id) => outcomeOf(await enableEndpoint(id, CLI_ACTOR), () => "Enabled."),
  disable: async (id) => outcomeOf(await disableEndpoint(id, CLI_ACTOR), () => "Disabled."),
  remove: async (id) => outcomeOf(await removeEndpoint(id, CLI_ACTOR), () => "Removed."),
  test: async (id) =>
    outcomeOf(await sendTestEvent(id, CLI_ACTOR), ({ deliveryId }) => `On its way: ${deliveryId}`),
  deliveries: deliveriesOf,
  resend: async (id) =>
    outcomeOf(await resendDelivery(id, CLI_ACTOR), ({ deliveryId }) => `On its way: ${deliveryId}`),
};

/**
 * Manages the webhook endpoints.
 *
 * @param args a command and its arguments
 * @returns the result, an error, or the usage
 */
export async function webhookCommand([command = "", first = "", ...rest]: string[]): Promise<Outcome> {
  if (command === "add") {
    const added = await addEndpoint({ url: first, events: rest }, CLI_ACTOR);
    return outcomeOf(added, ({ endpointId, secret }) => `Added ${endpointId}. ${withSecret({ secret })}`);
  }
  if (command === "list") return done((await listEndpoints()).map(line).join("\n") || NONE);
  const act = Object.hasOwn(BY_ID, command) ? BY_ID[command] : undefined;
  return act && z.uuid().safeParse(first).success ? act(first, rest) : rejected(USAGE);
}
