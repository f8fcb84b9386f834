import { Link } from "react-email";
import { config } from "@/lib/config";
import type { TemplateValues } from "../message";
import { Frame, Paragraph, Quiet } from "./frame";
import { styles } from "./theme";
import { describeOrigin } from "./words";

type Values = TemplateValues["password-changed"];

/** Tells every address of an account that its password is a new one, and what to do if that comes as a surprise. */
export const passwordChanged = {
  subject: () => "Your Latchkey password was changed",
  code: () => null,
  link: () => null,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview="If it wasn't you, reset your password now."
      heading="Your password was changed"
      footer={
        <Quiet>
          If it wasn't you, somebody can read your email or knows your code.{" "}
          <Link className="brass" style={styles.link} href={`${config().appUrl}/forgot-password`}>
            Reset your password
          </Link>{" "}
          now, sign out of all other devices, and change the password of your email account too.
        </Quiet>
      }
    >
      <Paragraph>
        The password of your account was changed from {describeOrigin(values.changedFrom, at)}.
      </Paragraph>
      <Paragraph>If it was you, there is nothing to do.</Paragraph>
    </Frame>
  ),
};
