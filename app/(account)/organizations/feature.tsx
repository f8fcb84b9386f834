import type { ReactNode } from "react";
import { NavigationLink } from "@/app/_ui/navigation-link";
import { organizationsBlockingDeletion } from "@/lib/flows/organizations/feature";
import { currentSession } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { invitationView } from "@/lib/http/organizations/pages";
import { UserSection } from "./user-section";

/** What organizations add to general pages. */
export const ORGANIZATION_PAGES = {
  Navigation,
  ProfileHint,
  DashboardLine,
  deletionBlocker,
  hasOpenInvitation,
  DeletionEffect,
  UserSection,
};

async function Navigation() {
  const t = await getTranslations("organizations");
  return <NavigationLink href="/organizations">{t("heading")}</NavigationLink>;
}

async function ProfileHint() {
  const t = await getTranslations("organizations");
  return t("profileHint");
}

async function DashboardLine() {
  const session = await currentSession();
  if (!session?.organization) return null;
  const { id, name } = session.organization;
  const t = await getTranslations("organizations");
  const organization = () => (
    <a href={`/organizations/${id}`} className="wrap-anywhere">
      <bdi>{name}</bdi>
    </a>
  );
  return <p className="mt-2 text-quiet">{t.rich("current", { organization })}</p>;
}

async function deletionBlocker(userId: string): Promise<ReactNode> {
  const organizations = await organizationsBlockingDeletion(userId);
  if (organizations.length === 0) return null;
  const t = await getTranslations("organizations.accountDeletion");
  return (
    <div key="organizations" className="space-y-3">
      <p>{t("handOver")}</p>
      <ul className="list-disc pl-5">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <a href={`/organizations/${id}`} className="inline-flex min-h-11 items-center wrap-anywhere">
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

async function hasOpenInvitation(): Promise<boolean> {
  return (await invitationView(null)).state === "open";
}

async function DeletionEffect() {
  const t = await getTranslations("organizations.accountDeletion");
  return <p>{t("deleted")}</p>;
}
