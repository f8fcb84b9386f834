-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN     "newPasswordHash" TEXT,
ADD COLUMN     "signOutOthers" BOOLEAN NOT NULL DEFAULT true;
