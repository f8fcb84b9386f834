import { expect, test } from "vitest";
import { ERROR_CODES, flowError } from "@/lib/errors";
import { localizeError } from "@/lib/localize-error";
import { errorResource, errorsSchema } from "./errors";

test("every error has its aliases, in every language, and matches the described schema", () => {
  for (const locale of ["en", "de"] as const) {
    for (const code of ERROR_CODES) {
      const error = errorResource(localizeError(flowError(code, { paramName: "code" }), locale));
      expect(errorsSchema.safeParse({ errors: [error] }).success).toBe(true);
      expect(error.shortMessage).toBe(error.message);
      expect(error.long_message).toBe(error.longMessage);
      expect(error.meta).toEqual({ paramName: "code", name: "code" });
    }
  }
});

test("an error without a field has no name", () => {
  expect(errorResource(localizeError(flowError("request_forbidden"), "en")).meta).toEqual({});
});
