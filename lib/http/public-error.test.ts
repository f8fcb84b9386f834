import { expect, test } from "vitest";
import { BusyError } from "@/lib/jobs/fair-queue";
import { toPublicError } from "./public-error";

/** The class as another bundle has it. */
class OtherBusyError extends Error {
  override name = "BusyError";
  readonly reason = "network";
  readonly retryAfterSeconds = 2;
}

test.each([
  [new BusyError("network"), "too_many_requests"],
  [new OtherBusyError(), "too_many_requests"],
  [new BusyError("capacity"), "service_unavailable"],
  [new BusyError("deadline"), "service_unavailable"],
])("%o is answered with %s, and with when to try again", (error, code) => {
  expect(toPublicError(error, "request")).toMatchObject({ code, meta: { retryAfterSeconds: 2 } });
});

test("any other error is answered without a time, and without a word of it", () => {
  const answered = toPublicError(new Error("secret"), "request");
  expect(answered).toEqual({ code: "service_unavailable", meta: { requestId: "request" } });
});
