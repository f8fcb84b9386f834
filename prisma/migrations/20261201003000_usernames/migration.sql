-- A username has only ASCII characters. In the order of bytes, one index finds a whole username and its beginning.
ALTER TABLE "User" ADD COLUMN     "username" TEXT COLLATE "C";

-- AlterTable
ALTER TABLE "SignUp" ADD COLUMN     "username" TEXT;

-- Partial indexes: while no user has a username, creating them writes nothing and takes one scan of the table.
CREATE UNIQUE INDEX "User_username_key" ON "User"("username") WHERE ("username" IS NOT NULL);

-- CreateIndex
CREATE INDEX "User_username_sample_idx" ON "User"("id") WHERE ("username" IS NOT NULL);

CREATE INDEX "User_username_grams_idx" ON "User" USING gin ("search_grams"("username")) WHERE ("username" IS NOT NULL);
