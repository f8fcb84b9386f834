import type { Metadata } from "next";
import { FeatureParts } from "@/app/_ui/features";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import { AdminLayout } from "@/app/(admin)/admin/admin-layout";
import { DescriptionList } from "@/app/(admin)/admin/description-list";
import { readUserDetails } from "@/lib/flows/admin/user-details";
import { listAuditEvents } from "@/lib/flows/audit/list";
import type { UserRecord } from "@/lib/flows/users/read";
import { requireAdmin } from "@/lib/http/admin/guard";
import { idFrom } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { redirectToNotFound } from "@/lib/http/not-found";
import { AuditList } from "../../audit/list";
import { UserBadges } from "../badges";
import { userName } from "../name";
import { Access } from "./access";
import { Identifiers } from "./identifiers";
import { Password } from "./password";
import { Sessions } from "./sessions";
import { TwoStep } from "./two-step";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.user");
  return { title: t("heading") };
}

/** The number of recent audit events on the page of a user. */
const EVENTS_SHOWN = 10;

/** The page of a user, with the actions for their account. */
export default async function UserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const { user: self } = await requireAdmin(`/admin/users/${id}`);
  const userId = idFrom(id);
  const found = userId === null ? null : await readUserDetails(userId);
  if (userId === null || !found?.ok) redirectToNotFound();
  const t = await getTranslations("admin.user");
  const { user, factors, sessions } = found;
  const filter = { userId, type: null, since: null, until: null };
  const { events } = await listAuditEvents({ ...filter, limit: EVENTS_SHOWN, cursor: null });
  const isSelf = user.id === self.id;
  return (
    <AdminLayout texts={["askForReset"]} heading={<bdi>{userName(user)}</bdi>} here="/admin/users">
      <Section id="user" heading={t("heading")}>
        <UserBadges user={user} />
        <div className="mt-4">
          <UserFacts user={user} />
        </div>
      </Section>
      <Identifiers user={user} />
      <Password user={user} />
      <TwoStep user={user} factors={factors} isSelf={isSelf} />
      <Sessions userId={userId} who={userName(user)} sessions={sessions} />
      <FeatureParts part="UserSection" userId={userId} />
      <Section id="audit" heading={t("auditLog")}>
        <AuditList events={events} />
        <a href={`/admin/audit?user=${userId}`} className="mt-3 inline-flex min-h-11 items-center">
          {t("allEvents")}
        </a>
      </Section>
      <Access user={user} isSelf={isSelf} />
    </AdminLayout>
  );
}

async function UserFacts({ user: { id, name, username, createdAt, lastSignInAt } }: { user: UserRecord }) {
  const t = await getTranslations("admin.user");
  return (
    <DescriptionList
      facts={{
        [t("id")]: <code>{id}</code>,
        [t("name")]: name === null ? t("noName") : <bdi>{name}</bdi>,
        ...(username !== null && { [t("username")]: <bdi>{username}</bdi> }),
        [t("since")]: <Time at={createdAt} />,
        [t("lastSignIn")]: lastSignInAt === null ? t("notLately") : <Time at={lastSignInAt} />,
      }}
    />
  );
}
