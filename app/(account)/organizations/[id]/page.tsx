import type { Metadata } from "next";
import { ActButton } from "@/app/_ui/act-button";
import { DeleteForm } from "@/app/_ui/delete-form";
import { Room } from "@/app/_ui/room";
import { Told } from "@/app/_ui/told";
import type { OrganizationView } from "@/lib/flows/organizations/read";
import { requireActiveSession } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { redirectToNotFound } from "@/lib/web/not-found";
import { organizationView } from "@/lib/web/organizations";
import { leaveAction, leaveForGoodAction } from "./actions";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { Members } from "./members";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("organization.title") };
}

/** One organization: who is in it, who is asked to join, and the way out of it. */
export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user } = await requireActiveSession(`/organizations/${id}`);
  const t = await getTranslations("organizations");
  const organization = await organizationView(id, user.id);
  if (organization === null) redirectToNotFound();
  return (
    <Room heading={<bdi>{organization.name}</bdi>}>
      <p className="text-quiet">
        {t.rich("organization.lead", {
          role: t(`roles.${organization.role}`),
          all: (chunks) => <a href="/organizations">{chunks}</a>,
        })}
      </p>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">{t("members.heading")}</h2>
        <Told>
          <Members organizationId={organization.id} members={organization.members} />
        </Told>
      </section>
      {organization.inviteRoles.length > 0 && <Inviting {...organization} />}
      <section className="mt-12">
        <h2 className="text-xl font-semibold">{t("organization.leave")}</h2>
        <Leaving {...organization} />
      </section>
    </Room>
  );
}

/** Whoever is alone in an organization takes it along, and so says so by a word. */
async function Leaving({ id, members }: OrganizationView) {
  const t = await getTranslations("organizations.organization");
  const fields = { organization: id };
  return members.length > 1 ? (
    <>
      <p className="mt-2 mb-4 text-quiet">{t("leaveLead")}</p>
      <ActButton action={leaveAction} label={t("leaveSubmit")} fields={fields} />
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
      <Told>
        <Invitations organizationId={id} invitations={invitations} />
      </Told>
      <Invite organizationId={id} roles={inviteRoles} />
    </section>
  );
}
