import { Section } from "@/app/_ui/section";
import type { CurrentSession } from "@/lib/session/find";
import { newPasswordProps } from "@/lib/web/new-password";
import { PasswordForm } from "./form";

type PasswordProps = { session: CurrentSession; hasPassword: boolean };

/** The password: changed here by whoever knows it, on a page of its own after a fresh proof. */
export function Password({ session, hasPassword }: PasswordProps) {
  if (!hasPassword) {
    return (
      <Section id="password" heading="Password" lead="You have none, and sign in by code or link.">
        <NewPasswordLink label="Set a password" />
      </Section>
    );
  }
  if (session.hasSecondFactor) {
    return (
      <Section id="password" heading="Password" lead="To change it you prove your second factor first.">
        <NewPasswordLink label="Change password" />
      </Section>
    );
  }
  return (
    <Section id="password" heading="Password" lead="Every address of yours is told when it changes.">
      <div className="max-w-[24rem]">
        <PasswordForm asksCurrent at="/account#password" {...newPasswordProps(session)} />
      </div>
      <p className="mt-4 text-sm text-quiet">
        You don't know it? <a href="/account/password">Confirm it's you another way</a>
      </p>
    </Section>
  );
}

function NewPasswordLink({ label }: { label: string }) {
  return (
    <a href="/account/password" className="button button-quiet">
      {label}
    </a>
  );
}
