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
      .describe("The attempt's own identifier in full, anything else with all but a few characters hidden."),
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

/** An attempt as a client is told of it; nothing in it tells whether its identifier is anybody's. */
export const signInSchema = z
  .strictObject({
    id: z.uuid(),
    status: z.enum(SignInStatus),
    identifier: z
      .string()
      .describe("The address or number in its normal form: in lower case, or as +14155550123."),
    supportedFirstFactors: z
      .array(firstFactorSchema)
      .describe("Told while the first factor is to be proven."),
    supportedSecondFactors: z
      .array(secondFactorSchema)
      .describe("Told while the second factor is to be proven."),
    firstFactorVerification: verificationSchema.nullable(),
    secondFactorVerification: verificationSchema.nullable(),
    createdSessionId: z.uuid().nullable(),
  })
  .meta({ id: "SignIn" });

export type DescribedFirstFactor = z.output<typeof firstFactorSchema>;
export type DescribedSecondFactor = z.output<typeof secondFactorSchema>;
export type DescribedSignIn = z.output<typeof signInSchema>;
