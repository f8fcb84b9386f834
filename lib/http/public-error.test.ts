import { expect, test } from "vitest";
import { BusyError } from "@/lib/jobs/fair-queue";
import { toPublicError } from "./public-error";

/** The class as another bundle defines it. */
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
])("converts %o to %s, with the time to retry after", (error, code) => {
  expect(toPublicError(error, "request")).toMatchObject({ code, meta: { retryAfterSeconds: 2 } });
});

test("converts any other error without a time to retry after and without its message", () => {
  const answered = toPublicError(new Error("secret"), "request");
  expect(answered).toEqual({ code: "service_unavailable", meta: { requestId: "request" } });
});
