import type { Locale } from "@/lib/i18n/locales";

/** Where something was asked for, as the request told. */
export type Origin = { ipAddress: string | null; userAgent: string | null };

/** The ways by which messages travel, each with a provider of its own. */
export const CHANNELS = ["email", "sms"] as const;

/** How a message travels. */
export type Channel = (typeof CHANNELS)[number];

/** What a proof by message is asked for. */
export type VerificationPurpose =
  | "sign_in"
  | "reset_password"
  | "sign_up"
  | "email_address"
  | "phone_number"
  | "fresh_proof"
  | "second_factor";

/** A change to the ways into an account that its owner is told of. */
export type AccountChange =
  | "email_address_added"
  | "email_address_removed"
  | "primary_email_address_changed"
  | "phone_number_added"
  | "phone_number_removed"
  | "primary_phone_number_changed"
  | "phone_number_moved"
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

/** What somebody may be in an organization. */
export type OrganizationRole = "owner" | "admin" | "member";

/** What each template needs to know. */
export type TemplateValues = {
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
  /** Lives as long as the code or link it takes the place of, or a provider that is down would tell them apart. */
  "sign-up-existing": { ttlSeconds: number; requestedFrom: Origin };
  "organization-invitation": {
    organizationName: string;
    role: OrganizationRole;
    url: string;
    ttlSeconds: number;
  };
  /** `changedFrom`: `null` where an administrator did it, whose device is nobody's concern. */
  "account-changed": { change: AccountChange; masked: string; changedFrom: Origin | null };
  "password-changed": { changedFrom: Origin };
  "password-reset-asked": Record<string, never>;
  /** `dueAt`: when the account is erased, as ISO 8601. */
  "deletion-requested": { dueAt: string; requestedFrom: Origin };
  "account-deleted": Record<string, never>;
  /** `isGone`: it said itself that it wants no more. */
  "webhook-disabled": { host: string; isGone: boolean };
};

export type TemplateName = keyof TemplateValues;

/** Those that somebody waits for with a page open: worth nothing later on, and forgotten whatever became of them. */
const EPHEMERAL_TEMPLATES: TemplateName[] = ["verification-code", "verification-link", "sign-up-existing"];

/** Whether a message that has failed is kept, sealed as it was, so that it can be sent again. */
export function isKeptOnFailure(template: TemplateName): boolean {
  return !EPHEMERAL_TEMPLATES.includes(template);
}

/** A message as the flows ask for it. One that is not deliverable is prepared like any other and then dropped. */
export type OutgoingMessage = {
  [Name in TemplateName]: {
    channel: Channel;
    template: Name;
    recipient: string;
    deliverable: boolean;
    verificationId?: string;
    /** The language it is written in. */
    locale: Locale;
    values: TemplateValues[Name];
  };
}[TemplateName];

/** An email ready to be sent. `code` is what it asks to be typed in, `link` what it asks to be opened, if anything. */
export type RenderedEmail = {
  subject: string;
  html: string;
  text: string;
  code: string | null;
  link: string | null;
};
