import { ActionButton } from "@/app/_ui/action-button";
import { Section } from "@/app/_ui/section";
import { DescriptionList } from "@/app/(admin)/admin/description-list";
import type { UserDetails } from "@/lib/flows/admin/user-details";
import { getTranslations } from "@/lib/http/locale";
import { removeSecondFactorAction } from "./actions";

type TwoStepProps = Pick<UserDetails, "user" | "factors"> & { isSelf: boolean };

/** Lists a user's second factors, with an action to remove them if the user has lost them. */
export async function TwoStep({ user: { id, twoFactorEnabled }, factors, isSelf }: TwoStepProps) {
  const t = await getTranslations("admin.user.twoStep");
  return (
    <Section id="two-step" heading={t("heading")} lead={t(twoFactorEnabled ? "on" : "off")}>
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
              <ActionButton
                action={removeSecondFactorAction}
                label={t("remove")}
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
