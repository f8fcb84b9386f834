import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { ENCRYPTED } from "./reencrypt";

test("the command encrypts every encrypted column of the schema again", () => {
  const files = readdirSync("prisma/schema").map((name) => path.join("prisma/schema", name));
  const models = files.flatMap((file) =>
    readFileSync(file, "utf8")
      .split(/^model /m)
      .slice(1),
  );
  const columns = models.flatMap((model) =>
    [...model.matchAll(/^ +(sealed\w+) +Bytes/gm)].map(([, column]) => `${/^\w+/.exec(model)}.${column}`),
  );
  expect(columns).not.toEqual([]);
  expect(ENCRYPTED.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(columns.sort());
});
