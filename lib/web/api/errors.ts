import { z } from "zod";
import { ERROR_CODES } from "@/lib/errors";

const metaSchema = z
  .looseObject({
    paramName: z.string().optional().describe("The field it is about."),
    attemptsLeft: z.int().min(0).optional().describe("How many more codes may be tried."),
    retryAfterSeconds: z.int().min(0).optional(),
    lockoutExpiresInSeconds: z
      .int()
      .min(0)
      .nullable()
      .optional()
      .describe("Null for an account that was locked by hand."),
    requestId: z.string().optional().describe("What the log knows the request by."),
  })
  .meta({ id: "ErrorMeta" });

const errorSchema = z
  .strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string().describe("In short."),
    longMessage: z.string().describe("What to do next, for people."),
    meta: metaSchema,
  })
  .meta({ id: "Error" });

/** What every refusal is answered with, one entry a field. */
export const errorsSchema = z.strictObject({ errors: z.array(errorSchema).min(1) }).meta({ id: "Errors" });
