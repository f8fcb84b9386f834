import { passkeysAvailable } from "@/lib/web/page-settings";
import { PASSKEYS } from "@/lib/web/passkeys-path";

/** Where the account leads to its passkeys. */
export function PasskeysSection() {
  if (!passkeysAvailable()) return null;
  return (
    <section className="mt-12">
      <h2 className="text-xl font-semibold">Passkeys</h2>
      <p className="mt-2 text-quiet">Sign in by fingerprint, face or PIN, without a password.</p>
      <a href={PASSKEYS} className="button button-quiet mt-4">
        Manage passkeys
      </a>
    </section>
  );
}
