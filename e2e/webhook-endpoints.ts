import { makeWebhookSecret, sealWebhookSecret } from "@/lib/webhooks/secret";
import { query } from "./database";
import { expect } from "./fixtures";
import type { App } from "./servers/app";
import { AUTH_SECRET } from "./servers/paths";
import { eventsOf, type Receiver } from "./servers/receiver";

/** Adds a receiver as an endpoint, with its secret sealed as the server would; returns its id and its secret. */
export async function add(app: App, { url }: Pick<Receiver, "url">, ...events: string[]) {
  process.env.AUTH_SECRET = AUTH_SECRET;
  const secret = makeWebhookSecret();
  const sql = `INSERT INTO "WebhookEndpoint" (url, events, "sealedSecret") VALUES ($1, $2, $3) RETURNING id`;
  const [row] = await query<{ id: string }>(app, sql, [url, events, Buffer.from(sealWebhookSecret(secret))]);
  return { id: row?.id ?? "", secret };
}

/** Takes an endpoint away, with all that was on its way to it. */
export const remove = (app: App, id: string) =>
  query(app, `DELETE FROM "WebhookEndpoint" WHERE id = $1`, [id]);

/** How the tries of what went to an endpoint ended, the first one first. */
export async function triesOf(app: App, id: string): Promise<string[]> {
  const sql = `
    SELECT coalesce(t.error, t."statusCode"::text) AS outcome
    FROM "WebhookAttempt" t JOIN "WebhookDelivery" d ON d.id = t."deliveryId"
    WHERE d."endpointId" = $1 ORDER BY t.at`;
  return (await query<{ outcome: string }>(app, sql, [id])).map(({ outcome }) => outcome);
}

/** Waits until a receiver has got events of these types, in any order; returns them all. */
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
