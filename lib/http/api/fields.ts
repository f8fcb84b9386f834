import { z } from "zod";
import { config } from "@/lib/config";
import { checkRedirectUrl, checkResetUrl } from "@/lib/redirect-url";

/** The maximum length of a text field: an address, number, name or token. */
const MAX_TEXT_LENGTH = 512;

/** Long enough to return the length error of the password policy for any realistic input. */
const MAX_PASSWORD_FIELD_LENGTH = 8192;

const MAX_URL_LENGTH = 2048;

const MAX_NAME_LENGTH = 100;

/** A single line without bidirectional control characters, so that the name reads as it is displayed. */
const NAME = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u;

/** An identifier or another short text, as typed. */
export const textField = z.string().trim().min(1).max(MAX_TEXT_LENGTH);

/** A password, as typed. */
export const passwordField = z.string().min(1).max(MAX_PASSWORD_FIELD_LENGTH);

/** The name of a user. */
export const nameField = z.string().trim().min(1).max(MAX_NAME_LENGTH).regex(NAME);

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
