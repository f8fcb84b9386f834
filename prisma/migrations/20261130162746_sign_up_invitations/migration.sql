-- CreateTable
CREATE TABLE "SignUpInvitation" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "emailAddress" TEXT NOT NULL,
    "tokenHash" BYTEA NOT NULL,
    "redirectUrl" TEXT,
    "invitedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignUpInvitation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "SignUpInvitation_tokenHash_key" ON "SignUpInvitation"("tokenHash");

-- CreateIndex
CREATE INDEX "SignUpInvitation_createdAt_id_idx" ON "SignUpInvitation"("createdAt", "id");

-- CreateIndex
CREATE INDEX "SignUpInvitation_invitedById_idx" ON "SignUpInvitation"("invitedById");

-- CreateIndex
CREATE INDEX "SignUpInvitation_expiresAt_idx" ON "SignUpInvitation"("expiresAt");

-- CreateIndex
CREATE UNIQUE INDEX "SignUpInvitation_emailAddress_open_key" ON "SignUpInvitation"("emailAddress") WHERE ("acceptedAt" IS NULL AND "revokedAt" IS NULL);

-- AddForeignKey
ALTER TABLE "SignUpInvitation" ADD CONSTRAINT "SignUpInvitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
