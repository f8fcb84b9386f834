import type { Metadata } from "next";
import { DeleteForm } from "@/app/_ui/delete-form";
import { Step } from "@/app/_ui/step";
import { readUser } from "@/lib/flows/users/read";
import { idFrom } from "@/lib/web/admin/page-query";
import { redirectToNotFound, requireAdmin, requireFreshProof } from "@/lib/web/guard";
import { userName } from "../../name";
import { deleteUserAction } from "../actions";

export const metadata: Metadata = { title: "Delete user" };

/** The last look before somebody's account is deleted by an administrator. */
export default async function DeleteUserPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const here = `/admin/users/${id}/delete`;
  await requireAdmin(here);
  const userId = idFrom(id);
  const found = userId === null ? null : await readUser(userId);
  if (userId === null || !found?.ok) redirectToNotFound();
  await requireFreshProof(here);
  return (
    <Step
      scene="closed"
      heading="Delete user"
      lead={
        <div className="space-y-3">
          <p>
            The account of <bdi className="font-medium text-ink wrap-anywhere">{userName(found.user)}</bdi>{" "}
            goes, with its addresses, sessions and factors, and organizations that only they are in. What
            remains is the audit log.
          </p>
          <p className="border-l-4 border-wrong py-1 pl-4 text-ink">
            It happens at once, and cannot be undone.
          </p>
        </div>
      }
      footer={<a href={`/admin/users/${userId}`}>Keep it, and go back</a>}
    >
      <DeleteForm action={deleteUserAction} submit="Delete user" fields={{ user: userId }} />
    </Step>
  );
}
