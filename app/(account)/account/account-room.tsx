import type { ReactNode } from "react";
import { Room } from "@/app/_ui/room";

/** The subjects of the account, in the order in which its page has them. */
const SUBJECTS = [
  { href: "/account#profile", label: "Profile" },
  { href: "/account#email-addresses", label: "Email addresses" },
  { href: "/account#phone-numbers", label: "Phone numbers" },
  { href: "/account#password", label: "Password" },
  { href: "/account#two-step", label: "Two-step verification" },
  { href: "/account#passkeys", label: "Passkeys" },
  { href: "/account#devices", label: "Devices" },
  { href: "/account#activity", label: "Activity" },
  { href: "/account#data", label: "Your data" },
  { href: "/account#delete", label: "Delete account" },
];

/** A page of the account, with the way to every subject of it. */
export function AccountRoom({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Room heading={heading} aside={<Subjects />}>
      {children}
    </Room>
  );
}

/** On a narrow screen one line that scrolls sideways. */
function Subjects() {
  return (
    <nav
      aria-label="Account"
      className="no-print -mx-6 overflow-x-auto border-b border-line px-6 pt-3 lg:mx-0 lg:overflow-visible lg:border-0 lg:px-0 lg:pt-10"
    >
      <ul className="flex gap-x-6 lg:sticky lg:top-10 lg:flex-col">
        {SUBJECTS.map(({ href, label }) => (
          <li key={href}>
            <a
              href={href}
              className="inline-flex min-h-11 items-center whitespace-nowrap text-quiet no-underline hover:text-ink hover:underline"
            >
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
