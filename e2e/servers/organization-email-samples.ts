import type { TemplateValues } from "@/lib/notifications/message";

/** The sample of the invitation to an organization, with a name that contains a URL. */
export const ORGANIZATION_EMAIL_SAMPLES = {
  "organization-invitation": {
    organizationName: "The Long Company Name of Wanne-Eickel & Sons http://evil.example/now".repeat(2),
    role: "admin",
    url: `http://localhost:3000/organizations/invitation?token=${"kQ9-x".repeat(9)}`,
    ttlSeconds: 604_800,
  },
} satisfies Partial<TemplateValues>;
