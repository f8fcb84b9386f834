import type { TemplateName, TemplateValues } from "../message";
import type { EmailTemplate } from "./email-template";

/** How one kind of message is rendered as an email. */
export type Template<Name extends TemplateName> = EmailTemplate<TemplateValues[Name]>;
