-- CreateIndex
CREATE INDEX "AuditEvent_type_createdAt_idx" ON "AuditEvent"("type", "createdAt");

-- CreateIndex
CREATE INDEX "EmailAddress_address_prefix_idx" ON "EmailAddress"("address" text_pattern_ops);

-- CreateIndex
CREATE INDEX "PhoneNumber_number_prefix_idx" ON "PhoneNumber"("number" text_pattern_ops);

-- CreateIndex
CREATE INDEX "User_createdAt_id_idx" ON "User"("createdAt", "id");

-- An index on an expression, which the schema has no words for.
CREATE INDEX "User_name_prefix_idx" ON "User"(lower("name") text_pattern_ops);
