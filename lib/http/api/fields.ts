import { z } from "zod";
import { config } from "@/lib/config";
import type { MessageOverride } from "@/lib/errors";
import { parseDisplayName } from "@/lib/flows/display-name";
import { checkRedirectUrl, checkResetUrl } from "@/lib/redirect-url";
import { MAX_TYPED_LENGTH, trimInvisible } from "@/lib/typed-text";

/** Long enough to return the length error of the password policy for any realistic input. */
const MAX_PASSWORD_FIELD_LENGTH = 8192;

const MAX_URL_LENGTH = 2048;

/** An identifier or another short text, as typed, without invisible characters at its ends. */
export const textField = z.string().overwrite(trimInvisible).min(1).max(MAX_TYPED_LENGTH);

/** A password, as typed. It has one line, because no password field accepts more. */
export const passwordField = z
  .string()
  .min(1)
  .max(MAX_PASSWORD_FIELD_LENGTH)
  .refine((typed) => !/[\r\n]/.test(typed), { error: "password_one_line" satisfies MessageOverride["key"] })
  .describe("On one line. Spaces at its ends count.");

/** The name of a user or an organization; see `parseDisplayName`. */
export const nameField = z
  .string()
  .transform((typed, context) => {
    const parsed = parseDisplayName(typed);
    if ("name" in parsed) return parsed.name;
    context.addIssue({ code: "custom", message: parsed.error });
    return z.NEVER;
  })
  .describe("1 to 100 characters on one line.");

const ifUsernames = [
  (typed: unknown) => typed === undefined || config().usernames,
  { params: { isUnknownField: true } },
] as const;

const typedUsername = textField.describe(
  "Only with `USERNAMES`. 3 to 32 characters: letters a to z, digits, dots, dashes and underscores, at least one of them a letter. Case does not matter.",
);

/** A username, as typed. Without `USERNAMES` the field is unknown. */
export const usernameField = typedUsername.optional().refine(...ifUsernames);

/** A change of the username, as typed; `null` removes it. Without `USERNAMES` the field is unknown. */
export const usernameChangeField = typedUsername
  .nullable()
  .optional()
  .refine(...ifUsernames);

/** A URL that passes a check, in the form that the check returns. */
const checkedUrl = (check: (target: string) => string | null) =>
  z
    .string()
    .min(1)
    .max(MAX_URL_LENGTH)
    .transform((target, context) => {
      const allowed = check(target);
      if (allowed !== null) return allowed;
      context.addIssue({ code: "custom", params: { isRedirectUrl: true } });
      return z.NEVER;
    });

/** A redirect URL: a path of this app, or a URL on an allowed origin. */
export const redirectUrlField = checkedUrl((target) => checkRedirectUrl(target, config())).describe(
  "Where to redirect: a path of this app, or a URL on an origin allowed by the settings.",
);

/** The page that a link with an access token opens: one of the configured reset URLs. */
export const resetUrlField = checkedUrl((target) => checkResetUrl(target, config())).describe(
  "One of the URLs that the settings list for password resets; by default `/reset-password` of this app.",
);

/** Whether to revoke all other sessions. Defaults to the setting. */
export const signOutOthersField = z
  .boolean()
  .default(() => config().passwordReset.signOutOthers)
  .describe("Whether to revoke all other sessions.");

/** A request without fields. */
export const noInput = z.strictObject({});

/** The response to a deletion. */
export const deletedSchema = z
  .strictObject({ id: z.uuid(), deleted: z.literal(true) })
  .meta({ id: "Deleted" });
