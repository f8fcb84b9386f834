import type { ReactNode } from "react";
import { AppShell } from "@/app/_ui/app-shell";
import { SectionNav } from "@/app/_ui/section-nav";
import { getTranslations } from "@/lib/http/locale";
import type { ClientText } from "@/lib/http/page-context";

const SECTIONS = [
  { href: "/admin", key: "overview" },
  { href: "/admin/users", key: "users" },
  { href: "/admin/invitations", key: "invitations" },
  { href: "/admin/webhooks", key: "webhooks" },
  { href: "/admin/messages", key: "messages" },
  { href: "/admin/audit", key: "auditLog" },
] as const;

type AdminLayoutProps = {
  heading: ReactNode;
  /** The path of the section that the page belongs to. */
  here: string;
  /** The client components of the page that have messages. */
  texts?: ClientText[];
  children: ReactNode;
};

/** The layout of an admin page, with navigation to every section. */
export async function AdminLayout({ heading, here, texts = [], children }: AdminLayoutProps) {
  const t = await getTranslations("admin.navigation");
  const subjects = SECTIONS.map(({ href, key }) => ({ href, label: t(key) }));
  return (
    <AppShell
      heading={heading}
      texts={texts}
      aside={<SectionNav label={t("label")} subjects={subjects} here={here} />}
    >
      {children}
    </AppShell>
  );
}
