import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { isHandleOf, userHandle } from "./user-handle";

const base64url = (userId: string) => Buffer.from(userHandle(userId)).toString("base64url");

test("a handle is the sixteen bytes of an id, and stands for its user alone", () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(userHandle(one)).toHaveLength(16);
  expect(isHandleOf(base64url(one), one)).toBe(true);
  expect(isHandleOf(base64url(other), one)).toBe(false);
});

test.each(["", "AAAA", "not a handle"])("%j stands for nobody", (handle) => {
  expect(isHandleOf(handle, randomUUID())).toBe(false);
});
