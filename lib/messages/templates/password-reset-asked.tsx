import { config } from "@/lib/config";
import { ButtonLink, Frame, Paragraph, Quiet } from "./frame";

/**
 * Asks somebody, at the wish of an administrator, to choose a new password. It carries no code and no token: the reset is
 * begun in the browser in which it is done.
 */
export const passwordResetAsked = {
  subject: () => "Please choose a new Latchkey password",
  code: () => null,
  link: () => `${config().appUrl}/forgot-password`,
  Body: () => (
    <Frame
      preview="An administrator asks you to reset it."
      heading="Please choose a new password"
      footer={
        <Quiet>
          Nobody but you sees or chooses it. Never give a code or a password to anybody, not even to us.
        </Quiet>
      }
    >
      <Paragraph>
        An administrator asks you to choose a new password for your account. Give this address where you are
        asked for one: you then get a code or a link to prove that it is yours.
      </Paragraph>
      <ButtonLink href={`${config().appUrl}/forgot-password`}>Reset password</ButtonLink>
    </Frame>
  ),
};
