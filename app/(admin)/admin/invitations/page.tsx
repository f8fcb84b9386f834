import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { Time } from "@/app/_ui/time";
import type { SignUpInvitation } from "@/lib/flows/sign-up-invitations/invitation";
import { listSignUpInvitations } from "@/lib/flows/sign-up-invitations/read";
import { requireAdmin } from "@/lib/http/admin/guard";
import { cursorFrom, PAGE_LENGTH } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { signUpMode } from "@/lib/http/page-settings";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { AdminLayout } from "../admin-layout";
import { Badge } from "../badge";
import { Pager } from "../pager";
import { revokeSignUpInvitationAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.invitations");
  return { title: t("heading") };
}

const PATH = "/admin/invitations";

/** Lists invitations to create an account, newest first. */
export default async function InvitationsPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(PATH);
  const t = await getTranslations("admin.invitations");
  const cursor = cursorFrom(singleParam((await searchParams).cursor));
  const { invitations, nextCursor } = await listSignUpInvitations({
    status: null,
    cursor,
    limit: PAGE_LENGTH,
  });
  const mode = signUpMode();
  return (
    <AdminLayout heading={t("heading")} here={PATH}>
      <p className="max-w-[36rem] text-quiet text-pretty">{t(`leads.${mode}`)}</p>
      {mode !== "closed" && (
        <p className="mt-6">
          <a href={`${PATH}/new`} className="button button-primary">
            {t("invite")}
          </a>
        </p>
      )}
      <div className="mt-6">
        {invitations.length === 0 ? (
          <p className="text-quiet">{t("empty")}</p>
        ) : (
          <ul className="divide-y divide-line border-y border-line">
            {invitations.map((invitation) => (
              <InvitationLine key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        )}
      </div>
      <Pager path={PATH} query={{}} isLater={cursor !== null} nextCursor={nextCursor} />
    </AdminLayout>
  );
}

const TONES = { pending: "quiet", accepted: "ok", revoked: "wrong", expired: "wrong" } as const;

async function InvitationLine({ invitation }: { invitation: SignUpInvitation }) {
  const { id, emailAddress, status, createdAt } = invitation;
  const t = await getTranslations("admin.invitations");
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 py-3">
      <span className="min-w-0 wrap-anywhere">
        <bdi className="font-medium">{emailAddress}</bdi>{" "}
        <Badge tone={TONES[status]}>{t(`statuses.${status}`)}</Badge>
        <span className="mt-1 block text-sm text-quiet tabular-nums">
          <Time at={createdAt} />
        </span>
      </span>
      {status === "pending" && (
        <ActionButton
          action={revokeSignUpInvitationAction}
          label={t("revoke")}
          about={emailAddress}
          fields={{ invitation: id }}
          at={`${PATH}?of=${id}`}
        />
      )}
    </li>
  );
}
