import { afterEach, expect, test } from "vitest";
import type { z } from "zod";
import { config } from "@/lib/config";
import { fieldErrors } from "../field-errors";
import { createUserSchema, updateUserSchema } from "./users";

afterEach(() => {
  config().usernames = false;
});

function errorsOf(schema: z.ZodType, body: Record<string, unknown>) {
  const parsed = schema.safeParse(body);
  if (parsed.success) return [];
  return fieldErrors(body, parsed.error.issues).map(({ code, meta }) => `${code} ${meta.paramName}`);
}

test("a new user has an address, a number, or a username with a password", () => {
  config().usernames = true;
  expect(errorsOf(createUserSchema, { username: "ada", password: "violet otter" })).toEqual([]);
  expect(errorsOf(createUserSchema, { username: "ada", phoneNumber: "+14155550100" })).toEqual([]);
  expect(errorsOf(createUserSchema, { username: "ada" })).toEqual(["form_param_missing password"]);
  expect(errorsOf(createUserSchema, { password: "violet otter" })).toEqual([
    "form_param_missing emailAddress",
  ]);
  expect(errorsOf(updateUserSchema, { username: null })).toEqual([]);
  expect(errorsOf(updateUserSchema, {})).toEqual(["form_param_missing name"]);
});

test("a username is an unknown field without the setting", () => {
  const unknown = "form_param_unknown username";
  expect(errorsOf(createUserSchema, { username: "ada", emailAddress: "ada@example.com" })).toEqual([unknown]);
  expect(errorsOf(createUserSchema, { username: "ada", password: "violet otter" })).toContain(unknown);
  expect(errorsOf(updateUserSchema, { username: null })).toContain(unknown);
  expect(errorsOf(updateUserSchema, { username: "ada", name: "Ada" })).toEqual([unknown]);
  expect(errorsOf(updateUserSchema, { name: "Ada" })).toEqual([]);
});
