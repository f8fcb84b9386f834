import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { isHandleOf, userHandle } from "./user-handle";

const base64url = (userId: string) => Buffer.from(userHandle(userId)).toString("base64url");

test("a handle is the sixteen bytes of an id, and identifies its user only", () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(userHandle(one)).toHaveLength(16);
  expect(isHandleOf(base64url(one), one)).toBe(true);
  expect(isHandleOf(base64url(other), one)).toBe(false);
});

test.each(["", "AAAA", "not a handle"])("%j is not a valid user handle", (handle) => {
  expect(isHandleOf(handle, randomUUID())).toBe(false);
});
