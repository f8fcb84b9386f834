import { z } from "zod";
import { config } from "@/lib/config";
import { checkRedirectUrl, checkResetUrl } from "@/lib/redirect-url";

/** No text that is asked for is longer: addresses, numbers, names, tokens. */
const MAX_TEXT_LENGTH = 512;

/** No password, not even one that is refused for its length, needs to be longer to be told so. */
const MAX_PASSWORD_FIELD_LENGTH = 8192;

const MAX_URL_LENGTH = 2048;

const MAX_NAME_LENGTH = 100;

/** On one line, and seen as it is read. */
const NAME = /^[^\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+$/u;

/** An address, a number or both, as typed. */
export const textField = z.string().trim().min(1).max(MAX_TEXT_LENGTH);

/** A password, as typed. */
export const passwordField = z.string().min(1).max(MAX_PASSWORD_FIELD_LENGTH);

/** A person's name. */
export const nameField = z.string().trim().min(1).max(MAX_NAME_LENGTH).regex(NAME);

/** A URL that passes a check, in the form in which the check returns it. */
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

/** A place to go on to: a path here, or a URL on an origin that the settings allow. */
export const redirectUrlField = checkedUrl((target) => checkRedirectUrl(target, config())).describe(
  "Where to redirect: a path of this app, or a URL on an origin allowed by the settings.",
);

/** The page that a link with an access token leads to: one of those that the settings list. */
export const resetUrlField = checkedUrl((target) => checkResetUrl(target, config())).describe(
  "One of the URLs that the settings list for password resets; by default `/reset-password` of this app.",
);

/** Whether every other session is to end; what the settings say unless told. */
export const signOutOthersField = z
  .boolean()
  .default(() => config().passwordReset.signOutOthers)
  .describe("Whether to revoke all other sessions.");

/** Nothing at all. */
export const noInput = z.strictObject({});

/** What is gone for good. */
export const deletedSchema = z
  .strictObject({ id: z.uuid(), deleted: z.literal(true) })
  .meta({ id: "Deleted" });
