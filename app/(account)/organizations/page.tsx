import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { AppShell } from "@/app/_ui/app-shell";
import { openInvitationsTo } from "@/lib/flows/organizations/invitation";
import { organizationsOf } from "@/lib/flows/organizations/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { isOrganizationRequired } from "@/lib/http/organizations/pages";
import { stepOutAction, switchOrganizationAction } from "./actions";
import { CreateOrganization } from "./create";
import { OpenInvitations } from "./open-invitations";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("heading") };
}

/** The page that lists the user's organizations and invitations, with a form to create an organization. */
export default async function OrganizationsPage() {
  const { user, organization: active } = await requireActiveSession("/organizations");
  const t = await getTranslations("organizations");
  const organizations = await organizationsOf(user.id);
  const invitations = await openInvitationsTo(user.id);
  return (
    <AppShell heading={t("heading")}>
      <section>
        <h2 className="text-xl font-semibold">{t("yours.heading")}</h2>
        {organizations.length === 0 ? (
          <p className="mt-4">{t("yours.none")}</p>
        ) : (
          <ul className="mt-4 divide-y divide-line border-y border-line">
            {organizations.map(({ id, name, role }) => (
              <li key={id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
                <span className="wrap-anywhere">
                  <a href={`/organizations/${id}`} className="inline-flex min-h-11 items-center font-medium">
                    <bdi>{name}</bdi>
                  </a>{" "}
                  <span className="text-sm text-quiet">
                    {id === active?.id ? t("yours.active", { role: t(`roles.${role}`) }) : t(`roles.${role}`)}
                  </span>
                </span>
                {id !== active?.id && (
                  <ActionButton
                    action={switchOrganizationAction}
                    label={t("yours.switch")}
                    about={t("yours.switchTo", { name })}
                    fields={{ organization: id }}
                  />
                )}
                {id === active?.id && !isOrganizationRequired() && (
                  <ActionButton action={stepOutAction} label={t("yours.stepOut")} fields={{}} />
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {invitations.length > 0 && (
        <section className="mt-12">
          <h2 className="text-xl font-semibold">{t("answer.heading")}</h2>
          <OpenInvitations invitations={invitations} />
        </section>
      )}
      <section className="mt-12">
        <h2 className="text-xl font-semibold">{t("create.heading")}</h2>
        <p className="mt-2 text-quiet">{t("create.lead")}</p>
        <CreateOrganization />
      </section>
    </AppShell>
  );
}
