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

-- CreateTable
CREATE TABLE "Instance" (
    "id" UUID NOT NULL,
    "secretIds" BYTEA[],
    "seenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Instance_pkey" PRIMARY KEY ("id")
);
