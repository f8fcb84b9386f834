import { Step } from "@/app/_ui/step";
import type { InvitationView } from "@/lib/flows/organizations/read-invitation";
import { getTranslations } from "@/lib/web/locale";

type End = Exclude<InvitationView["state"], "open" | "accepted">;

/** How an invitation has ended, and the way on. */
export async function InvitationEnding({ state }: { state: End }) {
  const t = await getTranslations("organizations.ending");
  return (
    <Step scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/organizations" className="button button-primary">
        {t("organizations")}
      </a>
    </Step>
  );
}
