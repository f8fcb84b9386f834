import type { Metadata } from "next";
import { AdminLayout } from "@/app/(admin)/admin/admin-layout";
import { requireAdmin } from "@/lib/http/admin/guard";
import { requireRecentAuth } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { InviteToSignUp } from "./form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.newInvitation");
  return { title: t("heading") };
}

const PATH = "/admin/invitations/new";

/** The page that invites a user to create an account. */
export default async function NewInvitationPage() {
  await requireAdmin(PATH);
  await requireRecentAuth(PATH);
  const t = await getTranslations("admin.newInvitation");
  return (
    <AdminLayout texts={["inviteToSignUp"]} heading={t("heading")} here="/admin/invitations">
      <div className="max-w-md">
        <InviteToSignUp />
        <p className="mt-6">
          <a href="/admin/invitations">{t("back")}</a>
        </p>
      </div>
    </AdminLayout>
  );
}
