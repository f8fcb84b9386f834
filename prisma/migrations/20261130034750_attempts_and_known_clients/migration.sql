-- AlterTable
ALTER TABLE "RateLimit" ADD COLUMN     "owner" BYTEA,
ADD COLUMN     "pending" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reached" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "attemptsVoidBefore" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "KnownClient" (
    "userId" UUID NOT NULL,
    "clientHash" BYTEA NOT NULL,
    "lastSignedInAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KnownClient_pkey" PRIMARY KEY ("userId","clientHash")
);

-- CreateIndex
CREATE INDEX "KnownClient_lastSignedInAt_idx" ON "KnownClient"("lastSignedInAt");

-- CreateIndex
CREATE INDEX "RateLimit_owner_idx" ON "RateLimit"("owner") WHERE (owner IS NOT NULL);

-- AddForeignKey
ALTER TABLE "KnownClient" ADD CONSTRAINT "KnownClient_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Clients that are signed in have signed in.
INSERT INTO "KnownClient" ("userId", "clientHash", "lastSignedInAt")
SELECT "userId", "clientHash", max("createdAt") FROM "Session"
WHERE "clientHash" IS NOT NULL AND "revokedAt" IS NULL
GROUP BY "userId", "clientHash";
