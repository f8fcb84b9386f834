import type { TemplateValues } from "@/lib/notifications/message";
import { ORGANIZATION_EMAIL_SAMPLES } from "./organization-email-samples";

const origin = {
  ipAddress: "2001:db8:85a3:8d3:1319:8a2e:370:7348",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};
const url = `http://localhost:3000/verify?token=${"kQ9-x".repeat(9)}`;

/** The values of the emails that the tests render, by template. */
export const EMAIL_SAMPLES = {
  "verification-code": { purpose: "reset_password", code: "042917", ttlSeconds: 600, requestedFrom: origin },
  "verification-link": { purpose: "sign_in", url, ttlSeconds: 600, requestedFrom: origin },
  "sign-up-existing": { ttlSeconds: 600, requestedFrom: origin },
  "sign-up-rejected": { reason: "invitation", ttlSeconds: 600, requestedFrom: origin },
  "sign-up-invitation": {
    url: `http://localhost:3000/sign-up/invitation?token=${"kQ9-x".repeat(9)}`,
    ttlSeconds: 604_800,
  },
  ...ORGANIZATION_EMAIL_SAMPLES,
  "account-changed": { change: "email_address_added", masked: "a•••@example.com", changedFrom: origin },
  "password-changed": { changedFrom: origin },
  "webhook-disabled": { host: "hooks.a-rather-long-name-of-a-receiver.example:8443", isGone: false },
} satisfies Partial<TemplateValues>;
