-- CreateIndex
CREATE INDEX "OutboxMessage_createdAt_id_idx" ON "OutboxMessage"("createdAt", "id");

-- CreateIndex
CREATE INDEX "OutboxMessage_failed_idx" ON "OutboxMessage"("createdAt", "id") WHERE (status = 'failed');
