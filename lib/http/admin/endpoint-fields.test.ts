import { expect, test } from "vitest";
import { z } from "zod";
import { chosenEvents, endpointFields } from "./endpoint-fields";

const read = (form: Record<string, string>) => chosenEvents(z.strictObject(endpointFields).parse(form));

test("a form can subscribe to an event by its name or an alias", () => {
  const url = "https://app.example.com/hooks";
  expect(read({ url, "user.created": "on", PostResetPassword: "on" })).toEqual([
    "user.created",
    "PostResetPassword",
  ]);
  expect(() => read({ url, PostSignIn: "on" })).toThrow();
});
