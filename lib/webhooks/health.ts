import { recordEvent, SYSTEM_REQUEST } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import type { WebhookDisabledReason } from "@/lib/db/generated/enums";
import { parseLocale } from "@/lib/i18n/locales";
import { enqueueMessage } from "@/lib/notifications/outbox";

/** An endpoint that has failed for so long is disabled (Standard Webhooks). */
const FAILING_FOR_HOURS = 24;

/**
 * The minimum number of failures before an endpoint is disabled. With fewer, this app may not have run during that
 * time.
 */
const FAILURES_AT_LEAST = 8;

/**
 * Locks an endpoint's row until the transaction ends, so that the results of its deliveries are recorded one after the
 * other. The lock does not block new events.
 */
export async function holdEndpoint(tx: Db, endpointId: string): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM "WebhookEndpoint" WHERE id = ${endpointId}::uuid FOR NO KEY UPDATE`;
}

/** Records a successful delivery to an endpoint. */
export async function noteSuccess(tx: Db, endpointId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "WebhookEndpoint" SET "consecutiveFailures" = 0, "failingSince" = NULL
    WHERE id = ${endpointId}::uuid AND "consecutiveFailures" > 0`;
}

/** Records a failed delivery to an endpoint. Disables an endpoint that is gone or has failed for too long. */
export async function noteFailure(tx: Db, endpointId: string, isGone: boolean): Promise<void> {
  const [endpoint] = await tx.$queryRaw<{ hasFailedTooLong: boolean }[]>`
    UPDATE "WebhookEndpoint" SET "consecutiveFailures" = "consecutiveFailures" + 1,
      "failingSince" = coalesce("failingSince", now())
    WHERE id = ${endpointId}::uuid
    RETURNING "failingSince" <= now() - ${FAILING_FOR_HOURS} * interval '1 hour'
      AND "consecutiveFailures" >= ${FAILURES_AT_LEAST} AS "hasFailedTooLong"`;
  if (!isGone && !endpoint?.hasFailedTooLong) return;
  const url = await disable(tx, endpointId, isGone ? "gone" : "failing");
  if (url === null) return;
  const details = { endpointId, reason: isGone ? "gone" : "failing" };
  await recordEvent(tx, SYSTEM_REQUEST, { type: "webhook.endpoint_disabled", outcome: "failure", details });
  await tellAdmins(tx, url, isGone);
}

/**
 * Disables an endpoint and cancels its pending deliveries.
 *
 * @returns its URL, or `null` if it is disabled already or does not exist
 */
export async function disable(
  tx: Db,
  endpointId: string,
  reason: WebhookDisabledReason,
): Promise<string | null> {
  const [disabled] = await tx.$queryRaw<{ url: string }[]>`
    UPDATE "WebhookEndpoint" SET "disabledAt" = now(), "disabledReason" = ${reason}::"WebhookDisabledReason"
    WHERE id = ${endpointId}::uuid AND "disabledAt" IS NULL RETURNING url`;
  if (!disabled) return null;
  await tx.$executeRaw`
    UPDATE "WebhookDelivery" SET status = 'failed', "leaseExpiresAt" = NULL, "endedAt" = now()
    WHERE "endpointId" = ${endpointId}::uuid AND "endedAt" IS NULL`;
  return disabled.url;
}

/** Notifies the admins of the host only, because the path of the URL may contain a secret. */
async function tellAdmins(tx: Db, url: string, isGone: boolean): Promise<void> {
  if (config().email.connector === null) return;
  const addresses = await tx.emailAddress.findMany({
    where: { isPrimary: true, verifiedAt: { not: null }, user: { role: "admin", lockedAt: null } },
    include: { user: { select: { locale: true } } },
  });
  for (const { address, user } of addresses) {
    await enqueueMessage(
      tx,
      {
        channel: "email",
        template: "webhook-disabled",
        recipient: address,
        deliverable: true,
        locale: parseLocale(user.locale),
        values: { host: new URL(url).host, isGone },
      },
      null,
    );
  }
}
