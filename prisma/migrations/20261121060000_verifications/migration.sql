-- Attempts live for an hour: those under way when this runs are begun anew.
DELETE FROM "Code";
DELETE FROM "SignIn";

-- CreateEnum
CREATE TYPE "SignUpStatus" AS ENUM ('missing_requirements', 'complete', 'abandoned');

-- CreateEnum
CREATE TYPE "VerificationPurpose" AS ENUM ('sign_in', 'reset_password', 'sign_up', 'email_address', 'phone_number', 'fresh_proof');

-- CreateEnum
CREATE TYPE "VerificationMethod" AS ENUM ('email_code', 'email_link', 'phone_code');

-- DropForeignKey
ALTER TABLE "Code" DROP CONSTRAINT "Code_signInId_fkey";

-- DropForeignKey
ALTER TABLE "SignIn" DROP CONSTRAINT "SignIn_emailAddressId_fkey";

-- DropIndex
DROP INDEX "Code_signInId_alive_key";

-- DropIndex
DROP INDEX "Code_signInId_idx";

-- DropIndex
DROP INDEX "OutboxMessage_signInId_idx";

-- DropIndex
DROP INDEX "SignIn_clientHash_createdAt_idx";

-- DropIndex
DROP INDEX "SignIn_emailAddressId_idx";

-- DropIndex
DROP INDEX "SignIn_expiresAt_idx";

-- AlterTable
ALTER TABLE "Code" DROP COLUMN "signInId",
ADD COLUMN     "verificationId" UUID NOT NULL;

-- AlterTable
ALTER TABLE "OutboxMessage" DROP COLUMN "signInId",
ADD COLUMN     "verificationId" UUID;

-- AlterTable
ALTER TABLE "Session" ADD COLUMN     "provenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "SignIn" DROP COLUMN "clientHash",
DROP COLUMN "codeAttempts",
DROP COLUMN "emailAddressId",
DROP COLUMN "expiresAt",
DROP COLUMN "ipAddress",
DROP COLUMN "strategy",
DROP COLUMN "userAgent",
ADD COLUMN     "verificationId" UUID NOT NULL;

-- CreateTable
CREATE TABLE "PhoneNumber" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "userId" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "verifiedAt" TIMESTAMPTZ(3),
    "isPrimary" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PhoneNumber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignUp" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "status" "SignUpStatus" NOT NULL DEFAULT 'missing_requirements',
    "emailAddress" TEXT NOT NULL,
    "phoneNumber" TEXT,
    "passwordHash" TEXT,
    "verificationId" UUID NOT NULL,
    "createdUserId" UUID,
    "createdSessionId" UUID,
    "redirectUrl" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "clientHash" BYTEA NOT NULL,
    "purpose" "VerificationPurpose" NOT NULL,
    "method" "VerificationMethod",
    "destination" TEXT,
    "userId" UUID,
    "emailAddressId" UUID,
    "phoneNumberId" UUID,
    "sessionId" UUID,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "matchNumber" SMALLINT,
    "verifiedAt" TIMESTAMPTZ(3),
    "verifiedByClientHash" BYTEA,
    "failedAt" TIMESTAMPTZ(3),
    "cancelledAt" TIMESTAMPTZ(3),
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Link" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "verificationId" UUID NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "consumedAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),

    CONSTRAINT "Link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "PhoneNumber_number_verified_key" ON "PhoneNumber"("number") WHERE ("verifiedAt" IS NOT NULL);

-- CreateIndex
CREATE UNIQUE INDEX "PhoneNumber_userId_primary_key" ON "PhoneNumber"("userId") WHERE ("isPrimary");

-- CreateIndex
CREATE UNIQUE INDEX "PhoneNumber_userId_number_key" ON "PhoneNumber"("userId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "SignUp_verificationId_key" ON "SignUp"("verificationId");

-- CreateIndex
CREATE INDEX "SignUp_createdUserId_idx" ON "SignUp"("createdUserId");

-- CreateIndex
CREATE INDEX "Verification_clientHash_createdAt_idx" ON "Verification"("clientHash", "createdAt");

-- CreateIndex
CREATE INDEX "Verification_userId_idx" ON "Verification"("userId");

-- CreateIndex
CREATE INDEX "Verification_emailAddressId_idx" ON "Verification"("emailAddressId");

-- CreateIndex
CREATE INDEX "Verification_phoneNumberId_idx" ON "Verification"("phoneNumberId");

-- CreateIndex
CREATE INDEX "Verification_sessionId_idx" ON "Verification"("sessionId");

-- CreateIndex
CREATE INDEX "Verification_expiresAt_idx" ON "Verification"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "Link_tokenHash_key" ON "Link"("tokenHash");

-- CreateIndex
CREATE INDEX "Link_verificationId_idx" ON "Link"("verificationId");

-- CreateIndex
CREATE UNIQUE INDEX "Link_verificationId_alive_key" ON "Link"("verificationId") WHERE ("consumedAt" IS NULL AND "supersededAt" IS NULL);

-- CreateIndex
CREATE INDEX "Code_verificationId_idx" ON "Code"("verificationId");

-- CreateIndex
CREATE UNIQUE INDEX "Code_verificationId_alive_key" ON "Code"("verificationId") WHERE ("consumedAt" IS NULL AND "supersededAt" IS NULL);

-- CreateIndex
CREATE INDEX "OutboxMessage_verificationId_idx" ON "OutboxMessage"("verificationId");

-- CreateIndex
CREATE UNIQUE INDEX "SignIn_verificationId_key" ON "SignIn"("verificationId");

-- AddForeignKey
ALTER TABLE "PhoneNumber" ADD CONSTRAINT "PhoneNumber_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignIn" ADD CONSTRAINT "SignIn_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "Verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_createdUserId_fkey" FOREIGN KEY ("createdUserId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "Verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_emailAddressId_fkey" FOREIGN KEY ("emailAddressId") REFERENCES "EmailAddress"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_phoneNumberId_fkey" FOREIGN KEY ("phoneNumberId") REFERENCES "PhoneNumber"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "Session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Code" ADD CONSTRAINT "Code_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "Verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Link" ADD CONSTRAINT "Link_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "Verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;
