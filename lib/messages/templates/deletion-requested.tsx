import { Link } from "react-email";
import { config } from "@/lib/config";
import type { TemplateValues } from "../message";
import { Frame, Paragraph, Quiet } from "./frame";
import { styles } from "./theme";
import { describeOrigin, describeTime } from "./words";

type Values = TemplateValues["deletion-requested"];

/** Tells every address of an account until when it can still be kept, and how. */
export const deletionRequested = {
  subject: () => "Your Latchkey account will be deleted",
  code: () => null,
  link: () => null,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview="Sign in before then to keep it."
      heading="Your account will be deleted"
      footer={
        <Quiet>
          If it wasn't you, somebody can use your account.{" "}
          <Link className="brass" style={styles.link} href={`${config().appUrl}/forgot-password`}>
            Reset your password
          </Link>{" "}
          now, then sign in: that keeps the account as well.
        </Quiet>
      }
    >
      <Paragraph>
        You asked for it from {describeOrigin(values.requestedFrom, at)}. Every device is signed out. On{" "}
        {describeTime(new Date(values.dueAt))} the account and everything kept with it will be gone for good.
      </Paragraph>
      <Paragraph>
        You have changed your mind?{" "}
        <Link className="brass" style={styles.link} href={`${config().appUrl}/sign-in`}>
          Sign in
        </Link>{" "}
        before then, and it stays.
      </Paragraph>
    </Frame>
  ),
};
