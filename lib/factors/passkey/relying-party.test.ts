import { expect, test } from "vitest";
import { passkeysAvailable, relyingParty } from "./relying-party";

test.each([
  ["https://auth.example.com", "auth.example.com"],
  ["https://auth.example.com:8443", "auth.example.com"],
  ["http://localhost:3000", "localhost"],
])("passkeys at %s belong to %s only", (appUrl, id) => {
  expect(relyingParty(appUrl)).toEqual({ id, name: "Latchkey", origin: appUrl });
  expect(passkeysAvailable(appUrl)).toBe(true);
});

test.each(["http://127.0.0.1:3000", "https://192.0.2.7", "https://[2001:db8::1]", "http://[::1]:3000"])(
  "passkeys are not available at %s",
  (appUrl) => {
    expect(passkeysAvailable(appUrl)).toBe(false);
  },
);
