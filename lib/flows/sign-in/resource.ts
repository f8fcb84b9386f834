import { z } from "zod";
import { SignInStatus } from "@/lib/db/generated/enums";
import { SECOND_FACTOR_STRATEGIES } from "../second-factor/factors";
import { verificationSchema } from "../verification/describe";
import { STRATEGY_NAMES } from "./strategies";

const passwordFactorSchema = z
  .strictObject({ strategy: z.literal("password") })
  .meta({ id: "PasswordFactor" });

const messageFactorSchema = z
  .strictObject({
    strategy: z.enum(STRATEGY_NAMES),
    emailAddressId: z.uuid().optional(),
    phoneNumberId: z.uuid().optional(),
    safeIdentifier: z
      .string()
      .describe("The identifier of the sign-in in full; any other contact is masked."),
  })
  .meta({ id: "MessageFactor" });

const firstFactorSchema = z
  .discriminatedUnion("strategy", [passwordFactorSchema, messageFactorSchema])
  .meta({ id: "FirstFactor" });

const secondFactorSchema = z
  .strictObject({
    strategy: z.enum(SECOND_FACTOR_STRATEGIES),
    phoneNumberId: z.uuid().optional(),
    safeIdentifier: z.string().optional(),
  })
  .meta({ id: "SecondFactor" });

/** A sign-in attempt as the API returns it. It does not reveal whether the identifier belongs to an account. */
export const signInSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(SignInStatus),
    identifier: z
      .string()
      .describe("The normalized email address (lower case) or phone number (E.164, like +14155550123)."),
    supportedFirstFactors: z.array(firstFactorSchema).describe("Present while the first factor is pending."),
    supportedSecondFactors: z
      .array(secondFactorSchema)
      .describe("Present while the second factor is pending."),
    firstFactorVerification: verificationSchema.nullable(),
    secondFactorVerification: verificationSchema.nullable(),
    createdSessionId: z.uuid().nullable(),
  })
  .meta({ id: "SignIn" });

export type DescribedFirstFactor = z.output<typeof firstFactorSchema>;
export type DescribedSecondFactor = z.output<typeof secondFactorSchema>;
export type DescribedSignIn = z.output<typeof signInSchema>;
