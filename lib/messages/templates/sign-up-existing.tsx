import { Link } from "react-email";
import { config } from "@/lib/config";
import type { TemplateValues } from "../message";
import { Frame, Paragraph, Quiet } from "./frame";
import { styles } from "./theme";
import { describeOrigin } from "./words";

type Values = TemplateValues["sign-up-existing"];

/** Tells the owner of an address that it was used to sign up, or to be added to another account, and what helps. */
export const signUpExisting = {
  subject: () => "You already have a Latchkey account",
  code: () => null,
  link: () => null,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview="Somebody tried to sign up with your address."
      heading="You already have an account"
      footer={
        <Quiet>
          If it wasn't you, do nothing: your account is as it was, and whoever tried has learned nothing.
        </Quiet>
      }
    >
      <Paragraph>
        Your address was used to sign up, or to be added to another account, from{" "}
        {describeOrigin(values.requestedFrom, at)}. It belongs to your account already.
      </Paragraph>
      <Paragraph>
        If it was you,{" "}
        <Link className="brass" style={styles.link} href={`${config().appUrl}/sign-in`}>
          sign in
        </Link>
        , or{" "}
        <Link className="brass" style={styles.link} href={`${config().appUrl}/forgot-password`}>
          reset your password
        </Link>
        .
      </Paragraph>
    </Frame>
  ),
};
