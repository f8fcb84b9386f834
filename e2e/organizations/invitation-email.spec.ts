import { test } from "@playwright/test";
import type { TemplateValues } from "@/lib/notifications/message";
import { testEmails } from "../email-checks";

/** The invitation to an organization, with a name that contains a URL. */
const SAMPLES = {
  "organization-invitation": {
    organizationName: "The Long Company Name of Wanne-Eickel & Sons http://evil.example/now".repeat(2),
    role: "admin",
    url: `http://localhost:3000/organizations/invitation?token=${"kQ9-x".repeat(9)}`,
    ttlSeconds: 604_800,
  },
} satisfies Partial<TemplateValues>;

// Runs in one worker, so that the emails are rendered once.
test.describe.configure({ mode: "default" });

testEmails(SAMPLES);
