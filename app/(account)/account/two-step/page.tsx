import type { Metadata } from "next";
import { Section } from "@/app/_ui/section";
import { twoStepOf } from "@/lib/flows/second-factor/read";
import { requireActiveSession } from "@/lib/web/guard";
import { phonesToChoose } from "@/lib/web/second-factor";
import { TWO_STEP } from "@/lib/web/two-step-path";
import { AccountRoom } from "../account-room";
import { PasskeysSection } from "../passkeys/section";
import { AuthenticatorApp, NewBackupCodes, TextMessages } from "./factors";

export const metadata: Metadata = { title: "Two-step verification" };

/** The second factors of an account: which there are, and what can be done with each. */
export default async function TwoStepPage() {
  const { user, hasSecondFactor } = await requireActiveSession(TWO_STEP);
  const { totp, phones, backupCodesLeft, trustedDevices } = await twoStepOf(user.id);
  const numbers = (await phonesToChoose(user.id)).map(({ id, value }) => ({
    id,
    value,
    isOn: phones.some((phone) => phone.id === id),
  }));
  return (
    <AccountRoom heading="Two-step verification">
      <p>
        It is{" "}
        <strong data-testid="two-step" className={hasSecondFactor ? "text-ok" : undefined}>
          {hasSecondFactor ? "on" : "off"}
        </strong>
        .{" "}
        {hasSecondFactor
          ? "Whoever signs in, or resets your password, needs one of these as well."
          : "With it, your password or mailbox alone is not enough to get in."}
      </p>
      <Section
        id="authenticator-app"
        heading="Authenticator app"
        lead="A code that changes every half minute. Works without a network."
      >
        <AuthenticatorApp isOn={totp} />
      </Section>
      <Section
        id="text-messages"
        heading="Text messages"
        lead="Better than none, but a number can be taken over. An authenticator app is safer."
      >
        <TextMessages numbers={numbers} />
      </Section>
      <PasskeysSection />
      {hasSecondFactor && (
        <Section
          id="backup-codes"
          heading="Backup codes"
          lead={`For when your app or phone is out of reach. You have ${backupCodesLeft} left.`}
        >
          <NewBackupCodes />
        </Section>
      )}
      {trustedDevices > 0 && (
        <p className="mt-10 text-quiet">
          {trustedDevices === 1 ? "One device is" : `${trustedDevices} devices are`} trusted and not asked for
          the second step. That ends after 30 days, with a new password, and with any change here.
        </p>
      )}
    </AccountRoom>
  );
}
