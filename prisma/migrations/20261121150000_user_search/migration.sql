-- CreateIndex
CREATE INDEX "AuditEvent_type_createdAt_idx" ON "AuditEvent"("type", "createdAt");

-- CreateIndex
CREATE INDEX "User_createdAt_id_idx" ON "User"("createdAt", "id");

-- How a text begins is answered by an index only in the order of its bytes.
CREATE INDEX "EmailAddress_address_prefix_idx" ON "EmailAddress"("address" COLLATE "C");
CREATE INDEX "PhoneNumber_number_prefix_idx" ON "PhoneNumber"("number" COLLATE "C");
CREATE INDEX "User_name_prefix_idx" ON "User"(lower("name") COLLATE "C");
