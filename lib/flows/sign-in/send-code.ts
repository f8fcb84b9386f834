import type { RequestFacts } from "@/lib/audit";
import { config } from "@/lib/config";
import type { Db } from "@/lib/db/client";
import { issueCode } from "@/lib/factors/code/issue";
import { enqueueMessage } from "@/lib/messages/outbox";
import { type MessageStrategyName, messageStrategies } from "./strategies";

/**
 * Makes a new code for an attempt and writes down the message that carries it. It goes to the stored address, never to
 * what was typed, and to nobody where the attempt has no account or the account is locked.
 *
 * @param tx the transaction that holds the attempt's row
 */
export async function sendCode(
  tx: Db,
  attempt: { id: string; identifier: string; strategy: MessageStrategyName },
  facts: RequestFacts,
): Promise<void> {
  const recipient = await recipientOf(tx, attempt.id);
  const code = await issueCode(tx, { signInId: attempt.id, destination: attempt.identifier });
  await enqueueMessage(tx, {
    template: messageStrategies[attempt.strategy].template,
    recipient: recipient ?? attempt.identifier,
    deliverable: recipient !== null,
    signInId: attempt.id,
    values: {
      code,
      ttlSeconds: config().codes.ttlSeconds,
      requestedFrom: { ipAddress: facts.ipAddress, userAgent: facts.userAgent },
    },
  });
}

async function recipientOf(tx: Db, signInId: string): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ address: string }[]>`
    SELECT e.address FROM "SignIn" s
    JOIN "EmailAddress" e ON e.id = s."emailAddressId" AND e."userId" = s."userId" AND e."verifiedAt" IS NOT NULL
    JOIN "User" u ON u.id = s."userId" AND u."lockedAt" IS NULL
    WHERE s.id = ${signInId}::uuid`;
  return row?.address ?? null;
}
