import { describe, expect, test } from "vitest";
import { flowError } from "./errors";
import { localizeError } from "./localize-error";

const messageFor = (paramName?: string) =>
  localizeError(flowError("form_param_format_invalid", paramName === undefined ? {} : { paramName }), "en")
    .longMessage;

describe("the message for a value in a wrong format", () => {
  test.each([
    ["emailAddress", "Enter a valid email address, like name@example.com."],
    ["email", "Enter a valid email address, like name@example.com."],
    ["phoneNumber", "Enter a phone number with country code, like +1 415 555 0100."],
    ["phone", "Enter a phone number with country code, like +1 415 555 0100."],
    ["code", "Enter the 6-digit code, like 123456."],
    ["name", "Enter a name of 1 to 100 characters."],
  ])("describes the format of the field %s, with an example", (paramName, message) => {
    expect(messageFor(paramName)).toBe(message);
  });

  test("names both kinds of identifier if either is accepted", () => {
    expect(messageFor("identifier")).toContain("like name@example.com, or a phone number with country code");
  });

  test.each([[undefined], ["strategy"], ["constructor"]])("is general for the field %s", (paramName) => {
    expect(messageFor(paramName)).toBe("Enter a valid value.");
  });

  test("is replaced by the message override of the error", () => {
    const error = flowError(
      "form_param_format_invalid",
      { paramName: "phoneNumber" },
      { key: "no_texts_there" },
    );
    expect(localizeError(error, "en").longMessage).toBe("We can't send text messages to that country.");
  });
});
