import { afterEach, expect, test, vi } from "vitest";
import { browserPasskeys } from "./web-authn";

const bytes = (...values: number[]) => Uint8Array.from(values);
const bufferOf = (...values: number[]) => bytes(...values).buffer;

afterEach(() => {
  vi.unstubAllGlobals();
});

test("creates a passkey with the bytes of the options, and returns its JSON form", async () => {
  const create = vi.fn(async (_options: CredentialCreationOptions) => ({
    id: "-_8",
    rawId: bufferOf(251, 255),
    authenticatorAttachment: "platform",
    response: {
      clientDataJSON: bufferOf(1),
      attestationObject: bufferOf(2, 3),
      getTransports: () => ["internal"],
    },
  }));
  vi.stubGlobal("navigator", { credentials: { create } });
  const options = {
    challenge: "-_8",
    rp: { id: "auth.example.com", name: "Acme" },
    user: { id: "AQ", name: "ada", displayName: "Ada" },
    excludeCredentials: [{ id: "Ag", type: "public-key" }],
    pubKeyCredParams: [],
  };
  expect(await browserPasskeys.create(options)).toEqual({
    id: "-_8",
    rawId: "-_8",
    type: "public-key",
    authenticatorAttachment: "platform",
    clientExtensionResults: {},
    response: { clientDataJSON: "AQ", attestationObject: "AgM", transports: ["internal"] },
  });
  expect(create).toHaveBeenCalledWith({
    publicKey: {
      ...options,
      challenge: bytes(251, 255),
      user: { ...options.user, id: bytes(1) },
      excludeCredentials: [{ id: bytes(2), type: "public-key" }],
    },
  });
});

test.each([
  [bufferOf(9), { userHandle: "CQ" }],
  [null, {}],
])("asks for a passkey, with user handle %j", async (userHandle, handle) => {
  const get = vi.fn(async (_options: CredentialRequestOptions) => ({
    id: "AQ",
    rawId: bufferOf(1),
    authenticatorAttachment: null,
    response: {
      clientDataJSON: bufferOf(1),
      authenticatorData: bufferOf(2),
      signature: bufferOf(3),
      userHandle,
    },
  }));
  vi.stubGlobal("navigator", { credentials: { get } });
  const options = { challenge: "AQ", allowCredentials: [{ id: "Ag", type: "public-key" }] };
  expect(await browserPasskeys.get(options)).toEqual({
    id: "AQ",
    rawId: "AQ",
    type: "public-key",
    clientExtensionResults: {},
    response: { clientDataJSON: "AQ", authenticatorData: "Ag", signature: "Aw", ...handle },
  });
  expect(get.mock.calls[0]?.[0].publicKey?.challenge).toEqual(bytes(1));
});

test("rejects in an app without passkeys, and when the browser returns none", async () => {
  vi.stubGlobal("navigator", {});
  await expect(browserPasskeys.get({ challenge: "AQ" })).rejects.toThrow("pass the option `passkeys`");
  vi.stubGlobal("navigator", { credentials: { get: async () => null } });
  await expect(browserPasskeys.get({ challenge: "AQ" })).rejects.toThrow("returned no passkey");
});
