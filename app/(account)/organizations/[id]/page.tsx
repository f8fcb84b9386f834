import type { Metadata } from "next";
import { ActButton } from "@/app/_ui/act-button";
import { Room } from "@/app/_ui/room";
import type { OrganizationView } from "@/lib/flows/organizations/read";
import { redirectToNotFound, requireActiveSession } from "@/lib/web/guard";
import { organizationView, ROLE_NAMES, roleOptions } from "@/lib/web/organizations";
import { leaveAction } from "./actions";
import { Invitations } from "./invitations";
import { Invite } from "./invite";
import { Members } from "./members";

export const metadata: Metadata = { title: "Organization" };

/** One organization: who is in it, who is asked to join, and the way out of it. */
export default async function OrganizationPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user } = await requireActiveSession(`/organizations/${id}`);
  const organization = await organizationView(id, user.id);
  if (organization === null) redirectToNotFound();
  return (
    <Room heading={<bdi>{organization.name}</bdi>}>
      <p className="text-quiet">
        Your role: {ROLE_NAMES[organization.role]}. <a href="/organizations">All your organizations</a>
      </p>
      <section className="mt-8">
        <h2 className="text-xl font-semibold">Members</h2>
        <Members organizationId={organization.id} members={organization.members} />
      </section>
      {organization.inviteRoles.length > 0 && <Inviting {...organization} />}
      <section className="mt-12">
        <h2 className="text-xl font-semibold">Leave</h2>
        <p className="mt-2 mb-4 text-quiet">You need a new invitation to come back.</p>
        <ActButton
          action={leaveAction}
          label="Leave organization"
          fields={{ organization: organization.id }}
        />
      </section>
    </Room>
  );
}

function Inviting({ id, invitations, inviteRoles }: OrganizationView) {
  return (
    <section className="mt-12">
      <h2 className="text-xl font-semibold">Invitations</h2>
      <p className="mt-2 text-quiet">
        An invitation is open for a week, and only for whoever has confirmed the address it is sent to.
      </p>
      <Invitations organizationId={id} invitations={invitations} />
      <Invite organizationId={id} roles={roleOptions(inviteRoles)} />
    </section>
  );
}
