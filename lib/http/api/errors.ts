import { z } from "zod";
import { ERROR_CODES, type LocalizedError } from "@/lib/errors";

const metaSchema = z
  .looseObject({
    paramName: z.string().optional().describe("The field that the error is about."),
    name: z.string().optional().describe("The same as `paramName`."),
    attemptsLeft: z.int().min(0).optional().describe("The number of attempts left."),
    retryAfterSeconds: z.int().min(0).optional(),
    lockoutExpiresInSeconds: z
      .int()
      .min(0)
      .nullable()
      .optional()
      .describe("Null if an administrator locked the account."),
    requestId: z.string().optional().describe("The ID of the request in the log."),
  })
  .meta({ id: "ErrorMeta" });

const errorSchema = z
  .strictObject({
    code: z.enum(ERROR_CODES),
    message: z.string().describe("A short message."),
    longMessage: z.string().describe("A message to show to the user."),
    shortMessage: z.string().describe("The same as `message`."),
    long_message: z.string().describe("The same as `longMessage`."),
    meta: metaSchema,
  })
  .meta({ id: "Error" });

/** The body of every error response, with one entry per field. */
export const errorsSchema = z.strictObject({ errors: z.array(errorSchema).min(1) }).meta({ id: "Errors" });

/**
 * Converts an error to an entry of an error response, in which some fields also have the names that Clerk gives them.
 */
export function errorResource({ code, message, longMessage, meta }: LocalizedError) {
  const name = meta.paramName;
  return {
    code,
    message,
    longMessage,
    shortMessage: message,
    long_message: longMessage,
    meta: { ...meta, ...(name !== undefined && { name }) },
  };
}
