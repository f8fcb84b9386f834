import { expect, test } from "vitest";
import { z } from "zod";
import { creationId } from "./creation-id";

const FORM = "5f2f9d3e-6f0c-4c55-9a1e-2f6f2b9f4a10";

test("the same form with the same input yields the same UUID", () => {
  const id = creationId(FORM, "ada", "Lanterns");
  expect(creationId(FORM, "ada", "Lanterns")).toBe(id);
  expect(z.uuid({ version: "v8" }).safeParse(id).success).toBe(true);
});

test("another form, user or input yields another UUID", () => {
  const other = "7d0c1f5a-3b1e-4f0e-8f5d-0f9c5a4b7e21";
  const ids = [
    creationId(FORM, "ada", "Lanterns"),
    creationId(other, "ada", "Lanterns"),
    creationId(FORM, "grace", "Lanterns"),
    creationId(FORM, "ada", "Kites"),
    creationId(FORM, "adaL", "anterns"),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test("without a form, every UUID is new", () => {
  expect(creationId(undefined, "ada")).not.toBe(creationId(undefined, "ada"));
});
