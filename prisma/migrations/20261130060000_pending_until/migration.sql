-- AlterTable
ALTER TABLE "RateLimit" ADD COLUMN     "pendingUntil" TIMESTAMPTZ(3);
