import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { AppShell } from "@/app/_ui/app-shell";
import { DeleteForm } from "@/app/_ui/delete-form";
import { NoticeProvider } from "@/app/_ui/notice-provider";
import type { OrganizationView } from "@/lib/flows/organizations/read";
import { requireActiveSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { redirectToNotFound } from "@/lib/http/not-found";
import { organizationView } from "@/lib/http/organizations/pages";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { leaveAction, leaveForGoodAction } from "./actions";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { Members } from "./members";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("organization.title") };
}

type OrganizationPageProps = { params: Promise<{ id: string }>; searchParams: SearchParams };

/** The page of an organization: its members, its invitations, and the form to leave it. */
export default async function OrganizationPage({ params, searchParams }: OrganizationPageProps) {
  const { id } = await params;
  const { user } = await requireActiveSession(`/organizations/${id}`);
  const t = await getTranslations("organizations");
  const organization = await organizationView(id, user.id);
  if (organization === null) redirectToNotFound();
  return (
    <AppShell texts={["deleteForm"]} heading={<bdi>{organization.name}</bdi>}>
      <p className="text-quiet">
        {t.rich("organization.lead", {
          role: t(`roles.${organization.role}`),
          all: (chunks) => <a href="/organizations">{chunks}</a>,
        })}
      </p>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t("members.heading")}</h2>
        <NoticeProvider>
          <Members
            organizationId={organization.id}
            members={organization.members}
            of={singleParam((await searchParams).of)}
          />
        </NoticeProvider>
      </section>
      {organization.inviteRoles.length > 0 && <Inviting {...organization} />}
      <section className="mt-12">
        <h2 className="text-xl font-semibold">{t("organization.leave")}</h2>
        <Leaving {...organization} />
      </section>
    </AppShell>
  );
}

/**
 * The form to leave an organization. Leaving deletes the organization if the user is its only member, so the user must
 * type a confirmation word. The only owner of other members cannot leave.
 */
async function Leaving({ id, members }: OrganizationView) {
  const t = await getTranslations("organizations.organization");
  const fields = { organization: id };
  const isLastOwner = members.some((member) => member.isSelf && member.isLastOwner);
  if (members.length > 1 && isLastOwner) return <p className="mt-2 text-quiet">{t("leaveLastOwner")}</p>;
  return members.length > 1 ? (
    <>
      <p className="mt-2 mb-4 text-quiet">{t("leaveLead")}</p>
      <ActionButton action={leaveAction} label={t("leaveSubmit")} fields={fields} />
    </>
  ) : (
    <div className="max-w-md">
      <p className="mt-2 mb-4 text-quiet">{t("leaveAlone")}</p>
      <DeleteForm action={leaveForGoodAction} submit={t("leaveForGood")} fields={fields} />
    </div>
  );
}

async function Inviting({ id, invitations, inviteRoles }: OrganizationView) {
  const t = await getTranslations("organizations.invitations");
  return (
    <section className="mt-12">
      <h2 className="text-xl font-semibold">{t("heading")}</h2>
      <p className="mt-2 text-quiet">{t("lead")}</p>
      <NoticeProvider>
        <Invitations organizationId={id} invitations={invitations} />
      </NoticeProvider>
      <Invite organizationId={id} roles={inviteRoles} />
    </section>
  );
}
