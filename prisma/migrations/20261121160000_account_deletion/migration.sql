-- AlterTable
ALTER TABLE "User" ADD COLUMN     "deletionDueAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "User_deletion_due_idx" ON "User"("deletionDueAt") WHERE ("deletionDueAt" IS NOT NULL);
