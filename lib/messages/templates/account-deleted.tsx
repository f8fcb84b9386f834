import { Frame, Paragraph, Quiet } from "./frame";

/** The last message to every address of an account: it is gone. */
export const accountDeleted = {
  subject: () => "Your Latchkey account is deleted",
  code: () => null,
  link: () => null,
  Body: () => (
    <Frame
      preview="Everything kept with it is gone."
      heading="Your account is deleted"
      footer={<Quiet>This was the last message to you. Nobody can sign in to the account any more.</Quiet>}
    >
      <Paragraph>Your account, and everything that was kept with it, is gone for good.</Paragraph>
    </Frame>
  ),
};
