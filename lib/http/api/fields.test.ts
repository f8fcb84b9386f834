import { describe, expect, test } from "vitest";
import { z } from "zod";
import { localizeError } from "@/lib/localize-error";
import { nameField, passwordField, textField } from "./fields";
import { readInput } from "./input";

const schema = z.strictObject({
  name: nameField.optional(),
  password: passwordField.optional(),
  identifier: textField.optional(),
});

/** Returns the fields of a JSON request, or the messages of its errors by field. */
async function read(body: Record<string, unknown>) {
  const request = new Request("http://localhost/api/v1/me", {
    method: "PATCH",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const found = await readInput(request, schema);
  if (found.ok) return found.input;
  return found.errors.map((error) => [
    error.code,
    error.meta.paramName,
    localizeError(error, "en").longMessage,
  ]);
}

describe("a name", () => {
  test("is trimmed, and may be a flag", async () => {
    expect(await read({ name: " \u200bAda\u200f" })).toEqual({ name: "Ada" });
    expect(await read({ name: "\u{1f1e9}\u{1f1ea}" })).toEqual({ name: "\u{1f1e9}\u{1f1ea}" });
  });

  test("is rejected with the reason", async () => {
    const length = "Enter a name of 1 to 100 characters.";
    expect(await read({ name: "\u200b" })).toEqual([["form_param_format_invalid", "name", length]]);
    expect(await read({ name: "n".repeat(101) })).toEqual([["form_param_format_invalid", "name", length]]);
    expect(await read({ name: "" })).toEqual([["form_param_missing", "name", "This field is required."]]);
    const characters = "Enter the name on one line, without invisible characters.";
    expect(await read({ name: "two\nlines" })).toEqual([["form_param_format_invalid", "name", characters]]);
  });
});

describe("a password", () => {
  test("keeps spaces at its ends", async () => {
    expect(await read({ password: " otter \u00a0" })).toEqual({ password: " otter \u00a0" });
  });

  test.each(["\r", "\n", "\r\n"])("has no line break: %j", async (end) => {
    const message = "A password can't contain a line break.";
    const rejected = [["form_param_format_invalid", "password", message]];
    expect(await read({ password: `violet otter${end}` })).toEqual(rejected);
    expect(await read({ password: `violet${end}otter` })).toEqual(rejected);
  });
});

test("an identifier has no invisible characters around it", async () => {
  expect(await read({ identifier: "\u200b \ufeff" })).toEqual([
    ["form_param_format_invalid", "identifier", expect.stringContaining("Enter an email address")],
  ]);
  expect(await read({ identifier: "\u2066ada@example.com\u2069" })).toEqual({
    identifier: "ada@example.com",
  });
});
