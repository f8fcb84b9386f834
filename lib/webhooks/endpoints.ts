import { z } from "zod";
import { type Actor, type AuditEvent, recordActorEvent } from "@/lib/audit";
import { creationId } from "@/lib/crypto/creation-id";
import { type Db, database } from "@/lib/db/client";
import { afterCommit, inTransaction } from "@/lib/db/transaction";
import { failure, type Result } from "@/lib/errors";
import { webhookWakeSignal } from "@/lib/events/emit";
import { EVENT_ALIASES, SUBSCRIBABLE_EVENTS } from "@/lib/events/events";
import { readEndpointUrl } from "./address";
import { ENDPOINT_COLUMNS, type Endpoint } from "./endpoint-columns";
import { disable } from "./health";
import { makeWebhookSecret, sealWebhookSecret, unsealWebhookSecret } from "./secret";

/** How long the previous secret is still used for signatures. */
const ROTATION_OVERLAP_HOURS = 24;

const eventSchema = z.preprocess(
  (name) => EVENT_ALIASES.get(String(name)) ?? name,
  z.enum(SUBSCRIBABLE_EVENTS),
);

const eventsSchema = z.array(eventSchema).transform((types) => [...new Set(types)]);

/** The URL and events of an endpoint, as typed. An alias of an event is stored under the name of the event. */
export type EndpointInput = { url: string; events: string[] };

/** An endpoint to add, and the id of the form, which adds at most one endpoint of a URL. */
export type NewEndpoint = EndpointInput & { formId?: string | undefined };

/** How long a repeated submission of a form returns the secret of the endpoint that it has added. */
const REPEATED_SECONDS = 60;

function read(input: EndpointInput): Result<{ url: string; events: string[] }> {
  const url = readEndpointUrl(input.url);
  if ("refusal" in url)
    return failure("form_param_format_invalid", { paramName: "url" }, { key: url.refusal });
  const events = eventsSchema.safeParse(input.events);
  if (events.success) return { ok: true, url: url.url, events: events.data };
  const words = { key: "events_unknown", values: { events: SUBSCRIBABLE_EVENTS.join(", ") } } as const;
  return failure("form_param_format_invalid", { paramName: "events" }, words);
}

/** Changes an endpoint and records it in the audit log. `act` returns whether the endpoint exists. */
function change(
  endpointId: string,
  type: AuditEvent["type"],
  act: (tx: Db) => Promise<boolean>,
  actor: Actor,
): Promise<Result> {
  return inTransaction<Result>(async (tx) => {
    if (!(await act(tx))) return failure("resource_not_found", {}, { key: "no_such_endpoint" });
    await recordActorEvent(tx, actor, { type, details: { endpointId } });
    return { ok: true };
  });
}

/**
 * Adds an endpoint, which receives events from now on. A repeated submission of the same form returns the endpoint of
 * the first one, for a minute.
 *
 * @param input its URL, and the types of events, or none for all events
 * @returns its id and its secret, which is shown only this once; or `form_param_format_invalid` for the `url` or the
 * `events`, `client_state_invalid` for a form that added an endpoint earlier
 */
export async function addEndpoint(
  input: NewEndpoint,
  actor: Actor,
): Promise<Result<{ endpointId: string; secret: string }>> {
  const asked = read(input);
  if (!asked.ok) return asked;
  const { url, events } = asked;
  const secret = makeWebhookSecret();
  const endpointId = creationId(input.formId, actor.userId ?? "", url);
  return inTransaction<Result<{ endpointId: string; secret: string }>>(async (tx) => {
    const data = { id: endpointId, url, events, sealedSecret: sealWebhookSecret(secret) };
    const { count } = await tx.webhookEndpoint.createMany({ data, skipDuplicates: true });
    if (count === 0) return readRepeated(tx, endpointId);
    await recordActorEvent(tx, actor, { type: "webhook.endpoint_added", details: { endpointId } });
    return { ok: true, endpointId, secret };
  });
}

async function readRepeated(
  tx: Db,
  endpointId: string,
): Promise<Result<{ endpointId: string; secret: string }>> {
  const [added] = await tx.$queryRaw<{ sealedSecret: Uint8Array }[]>`
    SELECT "sealedSecret" FROM "WebhookEndpoint"
    WHERE id = ${endpointId}::uuid AND "createdAt" > now() - ${REPEATED_SECONDS} * interval '1 second'`;
  if (!added) return failure("client_state_invalid");
  return { ok: true, endpointId, secret: unsealWebhookSecret(added.sealedSecret) };
}

/** Lists every endpoint, oldest first. */
export async function listEndpoints(): Promise<Endpoint[]> {
  const db = await database();
  return db.webhookEndpoint.findMany({ select: ENDPOINT_COLUMNS, orderBy: { createdAt: "asc" } });
}

/**
 * Changes the URL and events of an endpoint. Pending deliveries are sent to the new URL.
 *
 * @param endpointId a UUID
 * @returns success, `resource_not_found`, or the errors of `addEndpoint`
 */
export async function updateEndpoint(
  endpointId: string,
  input: EndpointInput,
  actor: Actor,
): Promise<Result> {
  const asked = read(input);
  if (!asked.ok) return asked;
  const { url, events } = asked;
  const update = async (tx: Db) => {
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id: endpointId },
      data: { url, events },
    });
    return count > 0;
  };
  return change(endpointId, "webhook.endpoint_changed", update, actor);
}

/**
 * Rotates the secret of an endpoint. The previous secret is also used for signatures for another 24 hours, in which the
 * receiver can switch to the new one. An older secret is invalid immediately.
 *
 * @param endpointId a UUID
 * @returns the new secret, which is shown only this once; or `resource_not_found`
 */
export async function rotateEndpointSecret(
  endpointId: string,
  actor: Actor,
): Promise<Result<{ secret: string }>> {
  const secret = makeWebhookSecret();
  const rotate = async (tx: Db) => {
    const rotated = await tx.$executeRaw`
      UPDATE "WebhookEndpoint" SET "sealedSecret" = ${sealWebhookSecret(secret)},
        "sealedPreviousSecret" = "sealedSecret",
        "previousSecretEndsAt" = now() + ${ROTATION_OVERLAP_HOURS} * interval '1 hour'
      WHERE id = ${endpointId}::uuid`;
    return rotated > 0;
  };
  const changed = await change(endpointId, "webhook.secret_rotated", rotate, actor);
  return changed.ok ? { ok: true, secret } : changed;
}

/**
 * Enables a disabled endpoint and resets its failures. It receives events from now on.
 *
 * @param endpointId a UUID
 * @returns success or `resource_not_found`
 */
export function enableEndpoint(endpointId: string, actor: Actor): Promise<Result> {
  const enable = async (tx: Db) => {
    const { count } = await tx.webhookEndpoint.updateMany({
      where: { id: endpointId },
      data: { disabledAt: null, disabledReason: null, consecutiveFailures: 0, failingSince: null },
    });
    if (count > 0) afterCommit(tx, webhookWakeSignal.nudge);
    return count > 0;
  };
  return change(endpointId, "webhook.endpoint_enabled", enable, actor);
}

/**
 * Disables an endpoint and cancels its pending deliveries.
 *
 * @param endpointId a UUID
 * @returns success, or `resource_not_found`, also if the endpoint is disabled already
 */
export function disableEndpoint(endpointId: string, actor: Actor): Promise<Result> {
  const disableByHand = async (tx: Db) => (await disable(tx, endpointId, "by_hand")) !== null;
  return change(endpointId, "webhook.endpoint_disabled", disableByHand, actor);
}

/**
 * Removes an endpoint and all of its deliveries.
 *
 * @param endpointId a UUID
 * @returns success or `resource_not_found`
 */
export function removeEndpoint(endpointId: string, actor: Actor): Promise<Result> {
  const remove = async (tx: Db) =>
    (await tx.webhookEndpoint.deleteMany({ where: { id: endpointId } })).count > 0;
  return change(endpointId, "webhook.endpoint_removed", remove, actor);
}
