/** Where something was asked for, as the request told. */
export type Origin = { ipAddress: string | null; userAgent: string | null };

/** What each template needs to know. */
export type TemplateValues = {
  "reset-password-code": { code: string; ttlSeconds: number; requestedFrom: Origin };
  "password-changed": { changedFrom: Origin };
};

export type TemplateName = keyof TemplateValues;

/** A message as the flows ask for it. One that is not deliverable is prepared like any other and then dropped. */
export type OutgoingMessage = {
  [Name in TemplateName]: {
    template: Name;
    recipient: string;
    deliverable: boolean;
    signInId?: string;
    values: TemplateValues[Name];
  };
}[TemplateName];

/** A message ready to be sent. `code` is what it asks to be typed in, if anything. */
export type RenderedEmail = { subject: string; html: string; text: string; code: string | null };
