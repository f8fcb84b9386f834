-- AlterTable
ALTER TABLE "SignIn" ADD COLUMN     "typedIdentifier" TEXT;
