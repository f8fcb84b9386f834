-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN     "claimedAt" TIMESTAMPTZ(3),
ADD COLUMN     "delayedUntil" TIMESTAMPTZ(3),
ADD COLUMN     "isKnownClient" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "requesterHash" BYTEA;

-- CreateIndex
CREATE INDEX "OutboxMessage_claimed_idx" ON "OutboxMessage"("channel", "claimedAt") WHERE ("claimedAt" IS NOT NULL);
