import { type FormEvent, useEffect, useState } from "react";
import type { EmailAddress } from "@/lib/client";
import { useEmailLink, useUser } from "@/lib/client/react";
import { Field } from "./field";

/** Adds an email address and verifies it by a link. */
export function NewEmailAddress() {
  const { user } = useUser();
  const [email, setEmail] = useState("");
  const [added, setAdded] = useState<EmailAddress | null>(null);

  if (user === null) return null;

  async function submit(event: FormEvent) {
    event.preventDefault();
    setAdded((await user?.createEmailAddress({ email })) ?? null);
  }

  if (added !== null) return <Proof of={added} />;
  return (
    <form onSubmit={submit}>
      <Field label="New address" value={email} onChange={setEmail} type="email" />
      <button type="submit">Add</button>
    </form>
  );
}

function Proof({ of }: { of: EmailAddress }) {
  const { startEmailLinkFlow } = useEmailLink(of);
  const [outcome, setOutcome] = useState("Waiting");

  useEffect(() => {
    startEmailLinkFlow({ redirectUrl: `${location.origin}/verification` }).then(({ verification }) =>
      setOutcome(verification.status ?? ""),
    );
  }, [startEmailLinkFlow]);

  return (
    <>
      <output>{outcome}</output>
      <output data-testid="match-number">{of.verification.matchNumber}</output>
    </>
  );
}
