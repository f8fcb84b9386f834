import { ActionButton } from "@/app/_ui/action-button";
import { ConfirmedAction } from "@/app/_ui/confirmation";
import { ActionNotice } from "@/app/_ui/confirmation-form";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import type { UserRecord } from "@/lib/flows/users/read";
import { getTranslations } from "@/lib/http/locale";
import { userName } from "../name";
import { lockUserAction, unlockUserAction } from "./actions";

/** Locks and unlocks a user, and shows when a lockout ends. */
export async function Access({ user, isSelf }: { user: UserRecord; isSelf: boolean }) {
  const t = await getTranslations("admin.user.access");
  if (isSelf)
    return (
      <Section id="access" heading={t("heading")}>
        <p className="max-w-[36rem] text-quiet">
          {t.rich("own", { account: (words) => <a href="/account">{words}</a> })}
        </p>
      </Section>
    );
  return (
    <Section id="access" heading={t("heading")} lead={<State user={user} />}>
      {user.locked && <ActionNotice action={lockUserAction} at={`/admin/users/${user.id}#access`} />}
      <div className="flex flex-wrap gap-3">
        <Lock user={user} />
        <a href={`/admin/users/${user.id}/delete`} className="button button-danger">
          {t("delete")}
        </a>
      </div>
    </Section>
  );
}

async function State({ user: { locked, lockoutExpiresAt } }: { user: UserRecord }) {
  const t = await getTranslations("admin.user.access");
  if (locked) return <p>{t("locked")}</p>;
  if (lockoutExpiresAt === null) return <p>{t("unlocked")}</p>;
  return <p>{t.rich("lockedOut", { until: () => <Time at={lockoutExpiresAt} /> })}</p>;
}

async function Lock({ user }: { user: UserRecord }) {
  const { id, locked, lockoutExpiresAt } = user;
  const t = await getTranslations("admin.user.access");
  const shared = { fields: { user: id }, at: `/admin/users/${id}#access` };
  return (
    <>
      {!locked && (
        <ConfirmedAction
          id="lock"
          action={lockUserAction}
          label={t("lock")}
          heading={t("locking.heading", { who: userName(user) })}
          consequence={t("locking.consequence")}
          submit={t("locking.submit")}
          {...shared}
        />
      )}
      {(locked || lockoutExpiresAt !== null) && (
        <ActionButton action={unlockUserAction} label={t("unlock")} {...shared} />
      )}
    </>
  );
}
