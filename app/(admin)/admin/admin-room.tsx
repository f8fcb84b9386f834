import type { ReactNode } from "react";
import { Room } from "@/app/_ui/room";
import { Subjects } from "@/app/_ui/subjects";
import { getTranslations } from "@/lib/web/locale";

const SUBJECTS = [
  { href: "/admin", key: "overview" },
  { href: "/admin/users", key: "users" },
  { href: "/admin/webhooks", key: "webhooks" },
  { href: "/admin/messages", key: "messages" },
  { href: "/admin/audit", key: "auditLog" },
] as const;

type AdminRoomProps = {
  heading: ReactNode;
  /** The path of the subject it belongs to. */
  here: string;
  children: ReactNode;
};

/** A page for administrators, with the way to every subject of theirs. */
export async function AdminRoom({ heading, here, children }: AdminRoomProps) {
  const t = await getTranslations("admin.room");
  const subjects = SUBJECTS.map(({ href, key }) => ({ href, label: t(key) }));
  return (
    <Room heading={heading} aside={<Subjects label={t("label")} subjects={subjects} here={here} />}>
      {children}
    </Room>
  );
}
