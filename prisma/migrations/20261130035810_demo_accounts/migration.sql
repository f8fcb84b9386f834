-- CreateTable
CREATE TABLE "DemoAccount" (
    "userId" UUID NOT NULL,

    CONSTRAINT "DemoAccount_pkey" PRIMARY KEY ("userId")
);

-- Accounts that an earlier version can have seeded: those with the addresses of the demo accounts and, since an address may
-- have been replaced, the oldest ones beside them.
INSERT INTO "DemoAccount" ("userId")
WITH seeded AS (
    SELECT "userId" FROM "EmailAddress"
    WHERE address IN ('ada@example.com', 'grace@example.com', 'linus@example.com', 'admin@example.com')
), oldest AS (
    SELECT id FROM "User" WHERE EXISTS (SELECT 1 FROM seeded) ORDER BY "createdAt", id LIMIT 10
)
SELECT "userId" FROM seeded UNION SELECT id FROM oldest;
