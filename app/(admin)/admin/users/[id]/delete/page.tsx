import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { DeleteForm } from "@/app/_ui/delete-form";
import { readUser } from "@/lib/flows/users/read";
import { requireAdmin } from "@/lib/http/admin/guard";
import { idFrom } from "@/lib/http/admin/page-query";
import { requireRecentAuth } from "@/lib/http/guard";
import { getTranslations } from "@/lib/http/locale";
import { redirectToNotFound } from "@/lib/http/not-found";
import { userName } from "../../name";
import { deleteUserAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.deleteUser");
  return { title: t("heading") };
}

/** The page that confirms the deletion of a user by an admin. */
export default async function DeleteUserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const here = `/admin/users/${id}/delete`;
  await requireAdmin(here);
  const userId = idFrom(id);
  const found = userId === null ? null : await readUser(userId);
  if (userId === null || !found?.ok) redirectToNotFound();
  await requireRecentAuth(here);
  const t = await getTranslations("admin.deleteUser");
  return (
    <AuthCard
      texts={["deleteForm"]}
      scene="closed"
      heading={t("heading")}
      lead={
        <div className="space-y-3">
          <p>
            {t.rich("lead", {
              name: () => <bdi className="font-medium text-ink wrap-anywhere">{userName(found.user)}</bdi>,
            })}
          </p>
          <p className="border-l-4 border-wrong py-1 pl-4 text-ink">{t("warning")}</p>
        </div>
      }
      footer={<a href={`/admin/users/${userId}`}>{t("back")}</a>}
    >
      <DeleteForm action={deleteUserAction} submit={t("submit")} fields={{ user: userId }} />
    </AuthCard>
  );
}
