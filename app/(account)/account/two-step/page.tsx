import type { Metadata } from "next";
import { Room } from "@/app/_ui/room";
import { twoStepOf } from "@/lib/flows/second-factor/read";
import { requireActiveSession } from "@/lib/web/guard";
import { phonesToChoose } from "@/lib/web/second-factor";
import { TWO_STEP } from "@/lib/web/two-step-path";
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
    <Room heading="Two-step verification">
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
      <section className="mt-10">
        <h2 className="text-xl font-semibold">Authenticator app</h2>
        <p className="mt-2 text-quiet">A code that changes every half minute. Works without a network.</p>
        <AuthenticatorApp isOn={totp} />
      </section>
      <section className="mt-10">
        <h2 className="text-xl font-semibold">Text messages</h2>
        <p className="mt-2 text-quiet">
          Better than none, but a number can be taken over. An authenticator app is safer.
        </p>
        <TextMessages numbers={numbers} />
      </section>
      <PasskeysSection />
      {hasSecondFactor && (
        <section className="mt-10">
          <h2 className="text-xl font-semibold">Backup codes</h2>
          <p className="mt-2 text-quiet">
            For when your app or phone is out of reach. You have {backupCodesLeft} left.
          </p>
          <NewBackupCodes />
        </section>
      )}
      {trustedDevices > 0 && (
        <p className="mt-10 text-quiet">
          {trustedDevices === 1 ? "One device is" : `${trustedDevices} devices are`} trusted and not asked for
          the second step. That ends after 30 days, with a new password, and with any change here.
        </p>
      )}
    </Room>
  );
}
