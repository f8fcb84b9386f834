import { ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice } from "@/app/_ui/confirmation-form";
import { Section } from "@/app/_ui/section";
import { DescriptionList } from "@/app/(admin)/admin/description-list";
import type { UserDetails } from "@/lib/flows/admin/user-details";
import { getTranslations } from "@/lib/http/locale";
import { userName } from "../name";
import { removeSecondFactorAction } from "./actions";

type TwoStepProps = Pick<UserDetails, "user" | "factors"> & { isSelf: boolean };

/** Lists a user's second factors, with an action to remove them if the user has lost them. */
export async function TwoStep({ user, factors, isSelf }: TwoStepProps) {
  const { id, twoFactorEnabled } = user;
  const at = `/admin/users/${id}#two-step`;
  const t = await getTranslations("admin.user.twoStep");
  return (
    <Section id="two-step" heading={t("heading")} lead={t(twoFactorEnabled ? "on" : "off")}>
      {!twoFactorEnabled && <ActionNotice action={removeSecondFactorAction} at={at} />}
      {twoFactorEnabled && (
        <>
          <DescriptionList
            facts={{
              [t("app")]: t(factors.totp ? "appSetUp" : "noApp"),
              [t("texts")]: factors.phones.map(({ masked }) => masked).join(", ") || t("noNumber"),
              [t("passkeys")]: factors.passkeys,
              [t("backupCodesLeft")]: factors.backupCodesLeft,
              [t("trustedBrowsers")]: factors.trustedDevices,
            }}
          />
          {!isSelf && (
            <div className="mt-6">
              <ConfirmedAction
                id="remove-two-step"
                action={removeSecondFactorAction}
                label={t("remove")}
                heading={t("removal.heading", { who: userName(user) })}
                consequence={t("removal.consequence")}
                submit={t("removal.submit")}
                fields={{ user: id }}
                at={at}
              />
            </div>
          )}
        </>
      )}
    </Section>
  );
}
