import { Section } from "@/app/_ui/section";
import { passkeysAvailable } from "@/lib/web/page-settings";
import { PASSKEYS } from "@/lib/web/passkeys-path";

/** Where the account leads to its passkeys. */
export function PasskeysSection() {
  if (!passkeysAvailable()) return null;
  return (
    <Section id="passkeys" heading="Passkeys" lead="Sign in by fingerprint, face or PIN, without a password.">
      <a href={PASSKEYS} className="button button-quiet">
        Manage passkeys
      </a>
    </Section>
  );
}
