import { expect, test } from "vitest";
import { APIResponseError, incompleteFlow, networkError, sessionNotHeld } from "./errors";

test("gives every error the names of Clerk too, whether the server sends them or not", () => {
  const { errors } = new APIResponseError(422, [
    {
      code: "form_param_missing",
      message: "Missing.",
      longMessage: "Enter it.",
      meta: { paramName: "code" },
    },
    { code: "form_password_pwned", message: "Leaked.", longMessage: "Choose another.", meta: {} },
  ]);
  expect(errors).toMatchObject([
    { shortMessage: "Missing.", long_message: "Enter it.", meta: { paramName: "code", name: "code" } },
    { shortMessage: "Leaked.", long_message: "Choose another." },
  ]);
  expect(errors[1]?.meta).toEqual({});
});

test("so do the errors that the client makes itself", () => {
  const own = [
    incompleteFlow("needs_second_factor"),
    sessionNotHeld().errors[0],
    networkError("network_error", 0).errors[0],
  ];
  for (const { message, longMessage, shortMessage, long_message } of own)
    expect([shortMessage, long_message]).toEqual([message, longMessage]);
});
