import { makeWebhookSecret, sealWebhookSecret } from "@/lib/webhooks/secret";
import { query } from "./database";
import { expect } from "./fixtures";
import type { App } from "./servers/app";
import { AUTH_SECRET } from "./servers/paths";
import { eventsOf, type Receiver } from "./servers/receiver";

/** Adds a receiver as endpoint, with its secret encrypted like the server does. Returns the ID and the secret. */
export async function add(app: App, { url }: Pick<Receiver, "url">, ...events: string[]) {
  process.env.AUTH_SECRET = AUTH_SECRET;
  const secret = makeWebhookSecret();
  const sql = `INSERT INTO "WebhookEndpoint" (url, events, "sealedSecret") VALUES ($1, $2, $3) RETURNING id`;
  const [row] = await query<{ id: string }>(app, sql, [url, events, Buffer.from(sealWebhookSecret(secret))]);
  return { id: row?.id ?? "", secret };
}

/** Deletes an endpoint with its deliveries. */
export const remove = (app: App, id: string) =>
  query(app, `DELETE FROM "WebhookEndpoint" WHERE id = $1`, [id]);

/** Returns the outcome of every attempt to deliver to an endpoint, oldest first. */
export async function triesOf(app: App, id: string): Promise<string[]> {
  const sql = `
    SELECT coalesce(t.error, t."statusCode"::text) AS outcome
    FROM "WebhookAttempt" t JOIN "WebhookDelivery" d ON d.id = t."deliveryId"
    WHERE d."endpointId" = $1 ORDER BY t.at`;
  return (await query<{ outcome: string }>(app, sql, [id])).map(({ outcome }) => outcome);
}

/** Waits until a receiver has received exactly the given event types, in any order. Returns the events. */
export async function expectEvents(receiver: Receiver, types: string[]) {
  await expect
    .poll(() =>
      eventsOf(receiver)
        .map(({ type }) => type)
        .sort(),
    )
    .toEqual([...types].sort());
  return eventsOf(receiver);
}
