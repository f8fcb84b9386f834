import type { Metadata } from "next";
import { DeleteForm } from "@/app/_ui/delete-form";
import { Step } from "@/app/_ui/step";
import { readUser } from "@/lib/flows/users/read";
import { requireAdmin } from "@/lib/web/admin/guard";
import { idFrom } from "@/lib/web/admin/page-query";
import { requireFreshProof } from "@/lib/web/guard";
import { getTranslations } from "@/lib/web/locale";
import { redirectToNotFound } from "@/lib/web/not-found";
import { userName } from "../../name";
import { deleteUserAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.deleteUser");
  return { title: t("heading") };
}

/** The last look before somebody's account is deleted by an administrator. */
export default async function DeleteUserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const here = `/admin/users/${id}/delete`;
  await requireAdmin(here);
  const userId = idFrom(id);
  const found = userId === null ? null : await readUser(userId);
  if (userId === null || !found?.ok) redirectToNotFound();
  await requireFreshProof(here);
  const t = await getTranslations("admin.deleteUser");
  return (
    <Step
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
    </Step>
  );
}
