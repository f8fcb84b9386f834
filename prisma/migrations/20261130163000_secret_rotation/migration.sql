-- AlterTable
ALTER TABLE "Code" ADD COLUMN     "secretId" BYTEA;

-- CreateTable
CREATE TABLE "HashKey" (
    "fingerprint" BYTEA NOT NULL,
    "purpose" TEXT NOT NULL,
    "sealedKey" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "HashKey_pkey" PRIMARY KEY ("fingerprint")
);
