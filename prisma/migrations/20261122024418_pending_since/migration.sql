-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "pendingSince" TIMESTAMPTZ(3);
