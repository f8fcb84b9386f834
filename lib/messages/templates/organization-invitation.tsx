import type { OrganizationRole, TemplateValues } from "../message";
import { ButtonLink, Frame, Paragraph, Quiet } from "./frame";
import { quoted } from "./user-text";
import { inDays } from "./words";

type Values = TemplateValues["organization-invitation"];

const AS: Record<OrganizationRole, string> = { owner: "an owner", admin: "an admin", member: "a member" };

/** Asks somebody to join an organization. Opening the link does nothing by itself: its page asks first. */
export const organizationInvitation = {
  subject: ({ organizationName }: Values) => `Join ${quoted(organizationName)} on Latchkey`,
  code: () => null,
  link: ({ url }: Values) => url,
  Body: ({ values }: { values: Values; at: Date }) => (
    <Frame
      preview={`The invitation can be accepted for ${inDays(values.ttlSeconds)}.`}
      heading="You are invited to an organization"
      footer={
        <Quiet>
          If you do not know who that is, do nothing: without you nothing happens. The name was chosen by
          whoever invited you.
        </Quiet>
      }
    >
      <Paragraph>
        You are asked to join <strong>{quoted(values.organizationName)}</strong> as {AS[values.role]}.
      </Paragraph>
      <Paragraph>
        The page that opens asks whether you accept. You need an account with the address this message was
        sent to.
      </Paragraph>
      <ButtonLink href={values.url}>See the invitation</ButtonLink>
      <Paragraph>It can be answered once, for {inDays(values.ttlSeconds)}.</Paragraph>
    </Frame>
  ),
};
