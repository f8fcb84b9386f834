import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { MethodList } from "@/app/_ui/method-list";
import { SignOut } from "@/app/_ui/sign-out";
import { OpenInvitations } from "@/app/(account)/organizations/open-invitations";
import { openInvitationsTo } from "@/lib/flows/organizations/invitation";
import { organizationsOf } from "@/lib/flows/organizations/read";
import { requirePendingTask } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { safeRedirectUrl } from "@/lib/http/safe-redirect";
import { chooseOrganizationAction } from "./actions";
import { CreateForTask } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations.task");
  return { title: t("heading") };
}

/** The session task for a session without an active organization, where one is required. */
export default async function ChooseOrganizationTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const redirectUrl = safeRedirectUrl(singleParam((await searchParams).redirect_url));
  const { user } = await requirePendingTask("choose-organization", { redirectTo: redirectUrl });
  const organizations = await organizationsOf(user.id);
  const invitations = await openInvitationsTo(user.id);
  const t = await getTranslations("organizations.task");
  return (
    <AuthCard scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<SignOut />}>
      <div className="space-y-10">
        {organizations.length > 0 && (
          <section>
            <h2 className="mb-4 text-xl font-semibold">{t("yours")}</h2>
            <MethodList
              action={chooseOrganizationAction}
              methods={organizations.map(({ id, name }) => ({
                label: t("goOnWith", { name }),
                fields: { organization: id, redirect_url: redirectUrl },
              }))}
            />
          </section>
        )}
        {invitations.length > 0 && (
          <section>
            <h2 className="text-xl font-semibold">{t("invitations")}</h2>
            <OpenInvitations invitations={invitations} redirectUrl={redirectUrl} />
          </section>
        )}
        <section>
          <h2 className="mb-4 text-xl font-semibold">{t("new")}</h2>
          <CreateForTask redirectUrl={redirectUrl} />
        </section>
      </div>
    </AuthCard>
  );
}
