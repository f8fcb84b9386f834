import type { Metadata } from "next";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import { listAuditEvents } from "@/lib/flows/audit/list";
import { readUserDetails } from "@/lib/flows/users/details";
import type { UserRecord } from "@/lib/flows/users/read";
import { idFrom } from "@/lib/web/admin/page-query";
import { redirectToNotFound, requireAdmin } from "@/lib/web/guard";
import { AdminRoom } from "../../admin-room";
import { AuditList } from "../../audit/list";
import { Facts } from "../../facts";
import { UserBadges } from "../badges";
import { userName } from "../name";
import { Access } from "./access";
import { Identifiers } from "./identifiers";
import { Organizations } from "./organizations";
import { Password } from "./password";
import { Sessions } from "./sessions";
import { TwoStep } from "./two-step";

export const metadata: Metadata = { title: "User" };

/** How many of the latest lines of the audit log are shown. */
const EVENTS_SHOWN = 10;

/** Everything about one user, and what can be done with their account. */
export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user: self } = await requireAdmin(`/admin/users/${id}`);
  const userId = idFrom(id);
  const found = userId === null ? null : await readUserDetails(userId);
  if (userId === null || !found?.ok) redirectToNotFound();
  const { user, factors, sessions, organizations } = found;
  const filter = { userId, type: null, since: null, until: null };
  const { events } = await listAuditEvents({ ...filter, limit: EVENTS_SHOWN, cursor: null });
  const isSelf = user.id === self.id;
  return (
    <AdminRoom heading={<bdi>{userName(user)}</bdi>} here="/admin/users">
      <Section id="user" heading="User">
        <UserBadges user={user} />
        <div className="mt-4">
          <UserFacts user={user} />
        </div>
      </Section>
      <Identifiers user={user} />
      <Password user={user} />
      <TwoStep user={user} factors={factors} isSelf={isSelf} />
      <Sessions userId={userId} sessions={sessions} />
      <Organizations organizations={organizations} />
      <Section id="audit" heading="Audit log">
        <AuditList events={events} />
        <a href={`/admin/audit?user=${userId}`} className="mt-3 inline-flex min-h-11 items-center">
          All about this user
        </a>
      </Section>
      <Access user={user} isSelf={isSelf} />
    </AdminRoom>
  );
}

function UserFacts({ user: { id, name, createdAt, lastSignInAt } }: { user: UserRecord }) {
  return (
    <Facts
      facts={{
        Id: <code>{id}</code>,
        Name: name === null ? "none" : <bdi>{name}</bdi>,
        Since: <Time at={createdAt} />,
        "Last sign-in": lastSignInAt === null ? "not lately" : <Time at={lastSignInAt} />,
      }}
    />
  );
}
