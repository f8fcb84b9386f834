import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ENCRYPTED } from "./reencrypt";

test("the command encrypts every encrypted column of the schema again", () => {
  const models = readFileSync("prisma/schema.prisma", "utf8")
    .split(/^model /m)
    .slice(1);
  const columns = models.flatMap((model) =>
    [...model.matchAll(/^ +(sealed\w+) +Bytes/gm)].map(([, column]) => `${/^\w+/.exec(model)}.${column}`),
  );
  expect(columns).not.toEqual([]);
  expect(ENCRYPTED.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(columns.sort());
});
