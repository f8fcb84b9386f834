-- Returns every three consecutive characters of a text, in lower case and compatibility form (NFKC), for a search of any
-- part of it. Uses no extension, because the embedded database and many servers have none. Refers only to functions of
-- PostgreSQL itself, so that a dump can be restored with any search path.
CREATE FUNCTION "search_grams"(value text) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  folded text := lower(normalize(value, NFKC));
  grams text[] := '{}';
BEGIN
  FOR place IN 1..length(folded) - 2 LOOP
    grams := grams || substr(folded, place, 3);
  END LOOP;
  RETURN grams;
END
$$;

CREATE INDEX "EmailAddress_address_grams_idx" ON "EmailAddress" USING gin ("search_grams"("address"));
CREATE INDEX "PhoneNumber_number_grams_idx" ON "PhoneNumber" USING gin ("search_grams"("number"));
CREATE INDEX "User_name_grams_idx" ON "User" USING gin ("search_grams"("name"));
