import { type FormEvent, useState } from "react";
import { useAuth, useSignUp } from "@/lib/client/react/core-3";
import { Field } from "../field";
import { continueTo } from "./continue-to";

/** Signs up by password, and verifies the address with a code. */
export function SignUpPage() {
  const { signUp, errors, fetchStatus } = useSignUp();
  const { isSignedIn } = useAuth();
  const [emailAddress, setEmailAddress] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");

  async function start(event: FormEvent) {
    event.preventDefault();
    const { error } = await signUp.password({ emailAddress, password });
    if (!error) await signUp.verifications.sendEmailCode();
  }

  async function verify(event: FormEvent) {
    event.preventDefault();
    await signUp.verifications.verifyEmailCode({ code });
    if (signUp.status === "complete") await signUp.finalize(continueTo("/core-3"));
  }

  if (signUp.status === "complete" || isSignedIn) return null;
  const isWaiting = signUp.unverifiedFields.includes("email_address") && signUp.missingFields.length === 0;
  return isWaiting ? (
    <form onSubmit={verify}>
      <Field label="Code" value={code} onChange={setCode} />
      <p role="alert">{errors.fields.code?.longMessage}</p>
      <button type="submit" disabled={fetchStatus === "fetching"}>
        Verify
      </button>
      <button type="button" onClick={() => signUp.reset()}>
        Start over
      </button>
    </form>
  ) : (
    <form onSubmit={start}>
      <Field label="Email address" value={emailAddress} onChange={setEmailAddress} />
      <Field label="Password" value={password} onChange={setPassword} type="password" />
      <p role="alert">{errors.fields.password?.longMessage}</p>
      <button type="submit" disabled={fetchStatus === "fetching"}>
        Sign up
      </button>
    </form>
  );
}
