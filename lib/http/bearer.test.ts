import { expect, test } from "vitest";
import { hasBearerToken } from "./bearer";

const SECRET = "a secret that only the scheduler knows";
const carries = (authorization?: string) =>
  hasBearerToken(new Headers(authorization === undefined ? {} : { authorization }), SECRET);

test("accepts the secret as a bearer token, with the scheme in any case (RFC 9110 §11.1)", () => {
  expect(hasBearerToken(new Headers({ authorization: "Bearer one-word" }), "one-word")).toBe(true);
  expect(hasBearerToken(new Headers({ authorization: "bearer one-word" }), "one-word")).toBe(true);
});

test("compares the whole secret if it contains spaces", () => {
  expect(carries(`Bearer ${SECRET}`)).toBe(true);
  expect(carries("Bearer a")).toBe(false);
});

test("rejects any other header", () => {
  for (const header of [undefined, "", "Bearer", "Bearer ", `Basic ${SECRET}`, SECRET, `Bearer ${SECRET}x`])
    expect(carries(header)).toBe(false);
});
