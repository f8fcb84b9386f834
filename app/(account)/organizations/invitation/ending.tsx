import { AuthCard } from "@/app/_ui/auth-card";
import type { InvitationView } from "@/lib/flows/organizations/invitation";
import { getTranslations } from "@/lib/http/locale";

type End = Exclude<InvitationView["state"], "open" | "accepted">;

/** Shows the final state of an invitation and the next step. */
export async function InvitationEnding({ state }: { state: End }) {
  const t = await getTranslations("organizations.ending");
  return (
    <AuthCard scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/organizations" className="button button-primary">
        {t("organizations")}
      </a>
    </AuthCard>
  );
}
