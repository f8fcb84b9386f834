import { ActButton } from "@/app/_ui/act-button";
import { Section } from "@/app/_ui/section";
import { Time } from "@/app/_ui/time";
import type { UserRecord } from "@/lib/flows/users/read";
import { lockUserAction, unlockUserAction } from "./actions";

/** Keeping a user out for a while, or for good. */
export function Access({ user, isSelf }: { user: UserRecord; isSelf: boolean }) {
  if (isSelf)
    return (
      <Section id="access" heading="Access">
        <p className="max-w-[36rem] text-quiet">
          This is your own account: you can neither lock nor delete it here.{" "}
          <a href="/account">Go to your account</a>
        </p>
      </Section>
    );
  return (
    <Section id="access" heading="Access" lead={<State user={user} />}>
      <div className="flex flex-wrap gap-3">
        <Lock user={user} />
        <a href={`/admin/users/${user.id}/delete`} className="button button-danger">
          Delete user
        </a>
      </div>
    </Section>
  );
}

function State({ user: { locked, lockoutExpiresAt } }: { user: UserRecord }) {
  if (locked) return <p>Locked: no session, no message, no way in until you unlock it.</p>;
  if (lockoutExpiresAt === null)
    return <p>Locking ends every session, and lets nobody in until you unlock it.</p>;
  return (
    <p>
      Too many wrong tries: locked out until <Time at={lockoutExpiresAt} />.
    </p>
  );
}

function Lock({ user: { id, locked, lockoutExpiresAt } }: { user: UserRecord }) {
  const shared = { fields: { user: id }, at: `/admin/users/${id}#access` };
  return (
    <>
      {!locked && <ActButton action={lockUserAction} label="Lock" {...shared} />}
      {(locked || lockoutExpiresAt !== null) && (
        <ActButton action={unlockUserAction} label="Unlock" {...shared} />
      )}
    </>
  );
}
