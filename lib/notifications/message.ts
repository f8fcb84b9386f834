import type { Locale } from "@/lib/i18n/locales";
import type { Origin } from "./origin";
import type { FeatureTemplateValues } from "./templates/feature-templates";

export type { Origin } from "./origin";

/** The channels for messages, each with its own provider. */
export const CHANNELS = ["email", "sms"] as const;

/** The channel of a message. */
export type Channel = (typeof CHANNELS)[number];

/** The purpose of a verification by message. */
export type VerificationPurpose =
  | "sign_in"
  | "reset_password"
  | "sign_up"
  | "email_address"
  | "phone_number"
  | "fresh_proof"
  | "second_factor";

/** A change of sign-in methods or factors, of which the account owner is notified. */
export type AccountChange =
  | "email_address_added"
  | "email_address_removed"
  | "primary_email_address_changed"
  | "phone_number_added"
  | "phone_number_removed"
  | "primary_phone_number_changed"
  | "phone_number_moved"
  | "username_changed"
  | "username_removed"
  | "totp_added"
  | "totp_removed"
  | "passkey_added"
  | "passkey_removed"
  | "passkey_copied"
  | "second_factor_phone_added"
  | "second_factor_phone_removed"
  | "backup_codes_replaced"
  | "backup_code_used"
  | "second_factor_refused"
  | "second_factor_removed"
  | "deletion_cancelled";

/**
 * Why no account is created for an address: sign-up is closed, there is no invitation, or its domain is not allowed.
 */
export type SignUpRejection = "closed" | "invitation" | "domain";

/** The values that each template requires. */
export type TemplateValues = FeatureTemplateValues & {
  "verification-code": {
    purpose: VerificationPurpose;
    code: string;
    ttlSeconds: number;
    requestedFrom: Origin;
  };
  "verification-link": {
    purpose: VerificationPurpose;
    url: string;
    ttlSeconds: number;
    requestedFrom: Origin;
  };
  /**
   * Expires together with the code or link it replaces; otherwise the two would differ visibly while a provider is
   * down.
   */
  "sign-up-existing": { ttlSeconds: number; requestedFrom: Origin };
  "sign-up-rejected": { reason: SignUpRejection; ttlSeconds: number; requestedFrom: Origin };
  "sign-up-invitation": { url: string; ttlSeconds: number };
  /** `changedFrom` is `null` for a change by an admin, because the user does not need to know the admin's device. */
  "account-changed": { change: AccountChange; masked: string; changedFrom: Origin | null };
  "password-changed": { changedFrom: Origin | null };
  /** `url` reports the sign-in. */
  "new-device": { url: string; signedInFrom: Origin };
  "password-reset-asked": Record<string, never>;
  /** `dueAt` is when the account will be deleted, in ISO 8601. */
  "deletion-requested": { dueAt: string; requestedFrom: Origin };
  "account-deleted": Record<string, never>;
  /** `isGone` is set when the endpoint itself answered that it wants no more events. */
  "webhook-disabled": { host: string; isGone: boolean };
};

export type TemplateName = keyof TemplateValues;

/**
 * Templates that the user waits for on an open page. They are useless later, so their content is deleted whatever the
 * outcome.
 */
const EPHEMERAL_TEMPLATES: TemplateName[] = [
  "verification-code",
  "verification-link",
  "sign-up-existing",
  "sign-up-rejected",
];

/** Whether a failed message is kept, still encrypted, so that it can be sent again. */
export function isKeptOnFailure(template: TemplateName): boolean {
  return !EPHEMERAL_TEMPLATES.includes(template);
}

/** A message as the flows enqueue it. An undeliverable message is prepared like any other and then dropped. */
export type OutgoingMessage = {
  [Name in TemplateName]: {
    channel: Channel;
    template: Name;
    recipient: string;
    deliverable: boolean;
    verificationId?: string;
    /** The language of the message. */
    locale: Locale;
    values: TemplateValues[Name];
  };
}[TemplateName];

/** A rendered email. `code` is the code in it and `link` the link in it, or `null`. */
export type RenderedEmail = {
  subject: string;
  html: string;
  text: string;
  code: string | null;
  link: string | null;
};
