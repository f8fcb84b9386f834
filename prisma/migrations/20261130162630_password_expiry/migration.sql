-- AlterTable
ALTER TABLE "User" ADD COLUMN     "passwordExpiredAt" TIMESTAMPTZ(3);
