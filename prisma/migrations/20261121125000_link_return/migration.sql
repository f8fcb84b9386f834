-- AlterTable
ALTER TABLE "Link" ADD COLUMN     "isAccessToken" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "Verification" ADD COLUMN     "returnUrl" TEXT;
