import { describe, expect, test } from "vitest";
import { newPasskeyField, passkeyAnswerField, passkeyOptionsCall } from "./passkeys";

const named = { id: "AQID", rawId: "AQID", type: "public-key" };
const answer = {
  ...named,
  clientExtensionResults: { credProps: { rk: true } },
  authenticatorAttachment: "platform",
  response: { clientDataJSON: "e30", authenticatorData: "AQID", signature: "AQID", userHandle: "AQID" },
};
const made = {
  ...named,
  clientExtensionResults: {},
  response: {
    clientDataJSON: "e30",
    attestationObject: "oA",
    transports: ["internal", "hybrid"],
    authenticatorData: "AQID",
    publicKey: "AQID",
    publicKeyAlgorithm: -7,
  },
};

describe("the JSON of a credential", () => {
  test("is parsed from one field, without its extensions", () => {
    expect(passkeyAnswerField.parse(JSON.stringify(answer))).toEqual({
      ...answer,
      clientExtensionResults: {},
    });
  });

  test("is reduced to the verified fields for a new passkey", () => {
    const { clientDataJSON, attestationObject, transports } = made.response;
    const response = { clientDataJSON, attestationObject, transports };
    expect(newPasskeyField.parse(JSON.stringify(made))).toEqual({ ...made, response });
  });

  test.each([
    ["no JSON", "{"],
    ["nothing", "null"],
    ["a list", JSON.stringify([answer])],
    ["a field too many", JSON.stringify({ ...answer, userId: "1" })],
    ["an operator in place of a text", JSON.stringify({ ...answer, id: { not: "" } })],
    ["what is not base64url", JSON.stringify({ ...answer, id: "a b" })],
    ["more than any authenticator says", JSON.stringify({ ...answer, id: "A".repeat(40_000) })],
    ["a new passkey", JSON.stringify(made)],
  ])("is rejected: %s", (_what, text) => {
    expect(passkeyAnswerField.safeParse(text).success).toBe(false);
  });
});

test.each([{ purpose: "anything" }, { purpose: "sign_in", identifier: "ada@example.com" }, {}])(
  "rejects the options request %j",
  (question) => {
    expect(passkeyOptionsCall.request.safeParse(question).success).toBe(false);
  },
);
