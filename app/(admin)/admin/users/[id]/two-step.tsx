import { ActButton } from "@/app/_ui/act-button";
import { Section } from "@/app/_ui/section";
import type { UserDetails } from "@/lib/flows/users/details";
import { Facts } from "../../facts";
import { removeSecondFactorAction } from "./actions";

type TwoStepProps = Pick<UserDetails, "user" | "factors"> & { isSelf: boolean };

/** A user's second factors, and the way out for somebody who has lost them. */
export function TwoStep({ user: { id, twoFactorEnabled }, factors, isSelf }: TwoStepProps) {
  const lead = twoFactorEnabled
    ? "It is on. Remove it only for somebody you are sure of: after that their password or mailbox is enough."
    : "It is off.";
  return (
    <Section id="two-step" heading="Two-step verification" lead={lead}>
      {twoFactorEnabled && (
        <>
          <Facts
            facts={{
              "Authenticator app": factors.totp ? "set up" : "none",
              "Text messages to": factors.phones.map(({ masked }) => masked).join(", ") || "no number",
              Passkeys: factors.passkeys,
              "Backup codes left": factors.backupCodesLeft,
              "Trusted browsers": factors.trustedDevices,
            }}
          />
          {!isSelf && (
            <div className="mt-6">
              <ActButton
                action={removeSecondFactorAction}
                label="Remove two-step verification"
                fields={{ user: id }}
                at={`/admin/users/${id}#two-step`}
              />
            </div>
          )}
        </>
      )}
    </Section>
  );
}
