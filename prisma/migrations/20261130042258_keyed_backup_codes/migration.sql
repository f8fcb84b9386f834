-- AlterTable
ALTER TABLE "BackupCode" ADD COLUMN     "isKeyed" BOOLEAN NOT NULL DEFAULT false;
