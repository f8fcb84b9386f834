import { type FormEvent, useState } from "react";
import { useSignIn } from "@/lib/client/react/core-3";
import { Field } from "../field";
import { continueTo } from "./continue-to";

/** Signs in by password and second factor, by a code, or by a link. */
export function SignInPage() {
  const { signIn, errors, fetchStatus } = useSignIn();
  const [emailAddress, setEmailAddress] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [step, setStep] = useState<"start" | "code" | "link">("start");

  async function finish() {
    if (signIn.status === "complete") await signIn.finalize(continueTo("/core-3"));
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (signIn.status === "needs_second_factor") await signIn.mfa.verifyTOTP({ code });
    else if (step === "code") await signIn.emailCode.verifyCode({ code });
    else await signIn.password({ emailAddress, password });
    await finish();
  }

  async function sendCode() {
    const { error } = await signIn.emailCode.sendCode({ emailAddress });
    if (!error) setStep("code");
  }

  async function sendLink() {
    const verificationUrl = `${location.origin}/verification`;
    const { error } = await signIn.emailLink.sendLink({ emailAddress, verificationUrl });
    if (error) return;
    setStep("link");
    await signIn.emailLink.waitForVerification();
    if (signIn.emailLink.verification?.status === "verified") await finish();
  }

  if (step === "link") return <p>Check your email</p>;
  const isCode = step === "code" || signIn.status === "needs_second_factor";
  return (
    <form onSubmit={submit}>
      {isCode ? (
        <Field label="Code" value={code} onChange={setCode} />
      ) : (
        <>
          <Field label="Email address" value={emailAddress} onChange={setEmailAddress} />
          <Field label="Password" value={password} onChange={setPassword} type="password" />
        </>
      )}
      <ul role="alert">
        {Object.entries(errors.fields).map(
          ([name, error]) => error && <li key={name}>{error.longMessage}</li>,
        )}
        {errors.global?.map(({ code: key, longMessage }) => (
          <li key={key}>{longMessage}</li>
        ))}
      </ul>
      <button type="submit" disabled={fetchStatus === "fetching"}>
        Continue
      </button>
      <button type="button" onClick={sendCode}>
        Email me a code
      </button>
      <button type="button" onClick={sendLink}>
        Email me a link
      </button>
    </form>
  );
}
