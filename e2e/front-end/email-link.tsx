import { type FormEvent, useState } from "react";
import { useSignIn, useSignUp } from "@/lib/client/react";
import { Field } from "./field";
import { navigate } from "./navigate";

const VERIFICATION_PAGE = `${location.origin}/verification`;

type Waiting = "no" | "yes" | "elsewhere in this browser" | "expired" | "failed";

type EmailLinkFormProps = {
  isLoaded: boolean;
  /** The match number to show on the waiting page. */
  matchNumber: number | null;
  /** Sends a link and waits for its verification. */
  run: (emailAddress: string) => Promise<Waiting>;
};

function EmailLinkForm({ isLoaded, matchNumber, run }: EmailLinkFormProps) {
  const [emailAddress, setEmailAddress] = useState("");
  const [waiting, setWaiting] = useState<Waiting>("no");

  async function submit(event: FormEvent) {
    event.preventDefault();
    setWaiting("yes");
    setWaiting(await run(emailAddress));
  }

  if (!isLoaded) return null;
  return (
    <form onSubmit={submit}>
      <Field label="Email address" value={emailAddress} onChange={setEmailAddress} type="email" />
      <button type="submit">Send a link</button>
      <output>{waiting}</output>
      <output data-testid="match-number">{matchNumber}</output>
    </form>
  );
}

/** Signs up by a link and waits for its verification. */
export function SignUpByLink() {
  const { signUp, isLoaded, setActive } = useSignUp();
  const { startEmailLinkFlow } = signUp.createEmailLinkFlow();

  async function run(emailAddress: string): Promise<Waiting> {
    await signUp.create({ emailAddress });
    const result = await startEmailLinkFlow({ redirectUrl: VERIFICATION_PAGE });
    const verification = result.verifications.emailAddress;
    if (verification.verifiedFromTheSameClient()) return "elsewhere in this browser";
    if (result.status !== "complete") return verification.status === "expired" ? "expired" : "failed";
    await setActive({ session: result.createdSessionId, beforeEmit: () => navigate("/welcome") });
    return "no";
  }

  const { matchNumber } = signUp.verifications.emailAddress;
  return <EmailLinkForm isLoaded={isLoaded} matchNumber={matchNumber} run={run} />;
}

/** Signs in by a link and waits for its verification. */
export function SignInByLink() {
  const { signIn, isLoaded, setActive } = useSignIn();
  const { startEmailLinkFlow } = signIn.createEmailLinkFlow();

  async function run(emailAddress: string): Promise<Waiting> {
    const { supportedFirstFactors } = await signIn.create({ identifier: emailAddress });
    const factor = supportedFirstFactors.find(
      (one) => one.strategy === "email_link" && one.safeIdentifier === emailAddress,
    );
    if (factor?.strategy !== "email_link") return "failed";
    const { emailAddressId } = factor;
    const result = await startEmailLinkFlow({ emailAddressId, redirectUrl: VERIFICATION_PAGE });
    const verification = result.firstFactorVerification;
    if (verification.verifiedFromTheSameClient()) return "elsewhere in this browser";
    if (result.status !== "complete") return verification.status === "expired" ? "expired" : "failed";
    await setActive({ session: result.createdSessionId, beforeEmit: () => navigate("/welcome") });
    return "no";
  }

  const { matchNumber } = signIn.firstFactorVerification;
  return <EmailLinkForm isLoaded={isLoaded} matchNumber={matchNumber} run={run} />;
}

/** Recovers an account by a sign-in link, with the oldest of the three API variants. */
export function RecoverByMagicLink() {
  const { signIn, isLoaded, setSession } = useSignIn();

  async function run(identifier: string): Promise<Waiting> {
    const redirectUrl = `${location.origin}/new-password`;
    await signIn.create({ strategy: "email_link", identifier, redirectUrl });
    const factor = signIn.supportedFirstFactors.find(({ strategy }) => strategy === "email_link");
    if (factor?.strategy !== "email_link") return "failed";
    const { startMagicLinkFlow } = signIn.createMagicLinkFlow();
    const { emailAddressId } = factor;
    const result = await startMagicLinkFlow({ emailAddressId, redirectUrl });
    if (result.status !== "complete") return "failed";
    await setSession(result.createdSessionId, () => navigate("/?strategy=email_link"));
    return "no";
  }

  const { matchNumber } = signIn.firstFactorVerification;
  return <EmailLinkForm isLoaded={isLoaded} matchNumber={matchNumber} run={run} />;
}
