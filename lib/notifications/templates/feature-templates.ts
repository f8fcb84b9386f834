import type { EmailTemplate } from "./email-template";
import { organizationInvitation } from "./organization-invitation";

/** The email templates of optional features. Their types define the values that each requires. */
export const FEATURE_TEMPLATES = {
  "organization-invitation": organizationInvitation,
};

type Templates = typeof FEATURE_TEMPLATES;

/** The values that each template of a feature requires. */
export type FeatureTemplateValues = {
  [Name in keyof Templates]: Templates[Name] extends EmailTemplate<infer Values> ? Values : never;
};
