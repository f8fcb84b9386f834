import type { ReactNode } from "react";
import { Room } from "@/app/_ui/room";
import { Subjects } from "@/app/_ui/subjects";

const SUBJECTS = [
  { href: "/admin", label: "Overview" },
  { href: "/admin/users", label: "Users" },
  { href: "/admin/webhooks", label: "Webhooks" },
  { href: "/admin/messages", label: "Messages" },
  { href: "/admin/audit", label: "Audit log" },
];

type AdminRoomProps = {
  heading: ReactNode;
  /** The path of the subject it belongs to. */
  here: string;
  children: ReactNode;
};

/** A page for administrators, with the way to every subject of theirs. */
export function AdminRoom({ heading, here, children }: AdminRoomProps) {
  return (
    <Room heading={heading} aside={<Subjects label="Administration" subjects={SUBJECTS} here={here} />}>
      {children}
    </Room>
  );
}
