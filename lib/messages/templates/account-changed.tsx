import { Link } from "react-email";
import { config } from "@/lib/config";
import type { AccountChange, TemplateValues } from "../message";
import { Frame, Paragraph, Quiet } from "./frame";
import { styles } from "./theme";
import { describeOrigin, describeTime } from "./words";

type Values = TemplateValues["account-changed"];

/** What has changed, as a heading and as the beginning of a sentence about it. */
const CHANGES: Record<AccountChange, { heading: string; sentence: (masked: string) => string }> = {
  email_address_added: {
    heading: "An email address was added",
    sentence: (masked) => `The address ${masked} was added to your account`,
  },
  email_address_removed: {
    heading: "An email address was removed",
    sentence: (masked) => `The address ${masked} was removed from your account`,
  },
  primary_email_address_changed: {
    heading: "Your primary address was changed",
    sentence: (masked) => `The address ${masked} was made the primary one of your account`,
  },
  phone_number_added: {
    heading: "A phone number was added",
    sentence: (masked) => `The number ${masked} was added to your account`,
  },
  phone_number_removed: {
    heading: "A phone number was removed",
    sentence: (masked) => `The number ${masked} was removed from your account`,
  },
  primary_phone_number_changed: {
    heading: "Your primary number was changed",
    sentence: (masked) => `The number ${masked} was made the primary one of your account`,
  },
  phone_number_moved: {
    heading: "A phone number left your account",
    sentence: (masked) =>
      `The number ${masked} was confirmed by another account and left yours, which was done`,
  },
  totp_added: {
    heading: "An authenticator app was set up",
    sentence: () => "An authenticator app was set up as your second factor",
  },
  totp_removed: {
    heading: "Your authenticator app was removed",
    sentence: () => "The authenticator app was removed from your second factors",
  },
  passkey_added: {
    heading: "A passkey was added",
    sentence: () => "A passkey, which signs in without a password, was added to your account",
  },
  passkey_removed: {
    heading: "A passkey was removed",
    sentence: () => "A passkey was removed from your account",
  },
  passkey_copied: {
    heading: "A passkey of yours may have been copied",
    sentence: () =>
      "A passkey of yours was refused, for it has counted backwards as only a copy of it does. This was tried",
  },
  second_factor_phone_added: {
    heading: "Text messages were set up",
    sentence: (masked) => `Text messages to ${masked} were set up as your second factor`,
  },
  second_factor_phone_removed: {
    heading: "Text messages were removed",
    sentence: (masked) => `Text messages to ${masked} were removed from your second factors`,
  },
  backup_codes_replaced: {
    heading: "You have new backup codes",
    sentence: () => "New backup codes took the place of all you had",
  },
  backup_code_used: {
    heading: "A backup code was used",
    sentence: (left) => `One of your backup codes was used (${left} left)`,
  },
  second_factor_refused: {
    heading: "Somebody may know your password",
    sentence: () => "Somebody got past your password, then gave too many wrong codes of a second factor,",
  },
  second_factor_removed: {
    heading: "Two-step verification was removed",
    sentence: () => "Two-step verification was removed from your account",
  },
  deletion_cancelled: {
    heading: "Your account stays",
    sentence: () => "The deletion of your account was called off, for you have signed in",
  },
};

/** Tells every address of an account that a way into it has changed, and what to do if that comes as a surprise. */
export const accountChanged = {
  subject: ({ change }: Values) => `${CHANGES[change].heading} (Latchkey)`,
  code: () => null,
  link: () => null,
  Body: ({ values, at }: { values: Values; at: Date }) => (
    <Frame
      preview="If it wasn't you, reset your password now."
      heading={CHANGES[values.change].heading}
      footer={
        <Quiet>
          If it wasn't you,{" "}
          <Link className="brass" style={styles.link} href={`${config().appUrl}/forgot-password`}>
            reset your password
          </Link>{" "}
          now and sign out of all other devices.
        </Quiet>
      }
    >
      <Paragraph>
        {CHANGES[values.change].sentence(values.masked)}{" "}
        {values.changedFrom === null
          ? `by an administrator on ${describeTime(at)}`
          : `from ${describeOrigin(values.changedFrom, at)}`}
        .
      </Paragraph>
      <Paragraph>
        If it was you{values.changedFrom === null && " who asked for it"}, there is nothing to do.
      </Paragraph>
    </Frame>
  ),
};
