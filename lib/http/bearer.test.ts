import { expect, test } from "vitest";
import { hasBearerToken } from "./bearer";

const SECRET = "a secret that only the scheduler knows";
const carries = (authorization?: string) =>
  hasBearerToken(new Headers(authorization === undefined ? {} : { authorization }), SECRET);

test("takes the secret as a bearer token, whatever the case of the scheme (RFC 9110 §11.1)", () => {
  expect(hasBearerToken(new Headers({ authorization: "Bearer one-word" }), "one-word")).toBe(true);
  expect(hasBearerToken(new Headers({ authorization: "bearer one-word" }), "one-word")).toBe(true);
});

test("takes a secret with blanks in it whole", () => {
  expect(carries(`Bearer ${SECRET}`)).toBe(true);
  expect(carries("Bearer a")).toBe(false);
});

test("refuses anything else", () => {
  for (const header of [undefined, "", "Bearer", "Bearer ", `Basic ${SECRET}`, SECRET, `Bearer ${SECRET}x`])
    expect(carries(header)).toBe(false);
});
