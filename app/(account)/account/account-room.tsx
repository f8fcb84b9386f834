import type { ReactNode } from "react";
import { Room } from "@/app/_ui/room";
import { Subjects } from "@/app/_ui/subjects";

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
    <Room heading={heading} aside={<Subjects label="Account" subjects={SUBJECTS} />}>
      {children}
    </Room>
  );
}
