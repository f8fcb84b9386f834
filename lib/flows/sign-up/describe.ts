import { z } from "zod";
import { config } from "@/lib/config";
import { database } from "@/lib/db/client";
import { SignUpStatus } from "@/lib/db/generated/enums";
import { failure, type Result } from "@/lib/errors";
import type { Caller } from "../caller";
import { describeVerification, verificationSchema } from "../verification/describe";
import { findSignUp, type SignUpAttempt } from "./attempt";

/** A sign-up as the API returns it. It does not reveal whether an account with the address exists. */
export const signUpSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(SignUpStatus),
    emailAddress: z.string(),
    phoneNumber: z.string().nullable(),
    username: z
      .string()
      .nullable()
      .optional()
      .describe(
        "With `USERNAMES`: the wanted username, and null if it was taken when the address was verified. The user then has none.",
      ),
    verification: verificationSchema,
    createdUserId: z.uuid().nullable(),
    createdSessionId: z.uuid().nullable(),
  })
  .meta({ id: "SignUp" });

export type DescribedSignUp = z.output<typeof signUpSchema>;

/**
 * Returns the current state of a sign-up.
 *
 * @param signUpId a UUID
 * @returns the sign-up; or `resource_not_found` if it belongs to another client
 */
export async function describeSignUp(
  signUpId: string,
  caller: Caller,
): Promise<Result<{ signUp: DescribedSignUp }>> {
  const db = await database();
  const attempt = await findSignUp(db, signUpId, caller);
  if (attempt === null) return failure("resource_not_found");
  const { id, emailAddress, phoneNumber, username, verification, createdUserId, createdSessionId } = attempt;
  const described = await describeVerification(db, verification, verification.method);
  const status = currentStatus(attempt);
  const signUp = {
    ...{ id, status, emailAddress, phoneNumber },
    ...(config().usernames && { username }),
    ...{ verification: described, createdUserId, createdSessionId },
  };
  return { ok: true, signUp };
}

/** Returns `abandoned` for a sign-up that can no longer be continued. */
function currentStatus({ status, verification }: SignUpAttempt): SignUpStatus {
  const { ended, failedAt, cancelledAt } = verification;
  return status !== "complete" && (ended || failedAt !== null || cancelledAt !== null) ? "abandoned" : status;
}
