import { z } from "zod";
import { ERROR_CODES } from "@/lib/errors";

/** What every refusal is answered with, one entry a field. */
export const errorsSchema = z
  .strictObject({
    errors: z
      .array(
        z.strictObject({
          code: z.enum(ERROR_CODES),
          message: z.string(),
          longMessage: z.string(),
          meta: z.looseObject({
            paramName: z.string().optional().describe("The field it is about."),
            attemptsLeft: z.int().min(0).optional(),
            retryAfterSeconds: z.int().min(0).optional(),
            lockoutExpiresInSeconds: z.int().min(0).optional(),
          }),
        }),
      )
      .min(1),
  })
  .meta({ id: "Errors" });
