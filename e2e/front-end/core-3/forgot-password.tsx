import { type FormEvent, useState } from "react";
import { useSignIn } from "@/lib/client/react/core-3";
import { Field } from "../field";
import { continueTo } from "./continue-to";

/** Resets a password with the calls of Clerk's current custom flow: an attempt, its code, and then the password. */
export function ForgotPasswordPage() {
  const { signIn, errors, fetchStatus } = useSignIn();
  const [emailAddress, setEmailAddress] = useState("");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [codeSent, setCodeSent] = useState(false);

  async function sendCode(event: FormEvent) {
    event.preventDefault();
    const { error: createError } = await signIn.create({ identifier: emailAddress });
    if (createError) return;
    const { error } = await signIn.resetPasswordEmailCode.sendCode();
    if (!error) setCodeSent(true);
  }

  async function verifyCode(event: FormEvent) {
    event.preventDefault();
    await signIn.resetPasswordEmailCode.verifyCode({ code });
  }

  async function submitPassword(event: FormEvent) {
    event.preventDefault();
    const { error } = await signIn.resetPasswordEmailCode.submitPassword({
      password,
      signOutOfOtherSessions: true,
    });
    if (!error && signIn.status === "complete") await signIn.finalize(continueTo("/core-3"));
  }

  const isBusy = fetchStatus === "fetching";
  if (signIn.status === "needs_second_factor") return <p>A second factor is needed</p>;
  if (signIn.status === "needs_new_password") {
    return (
      <form onSubmit={submitPassword}>
        <Field label="New password" value={password} onChange={setPassword} type="password" />
        <p role="alert">{errors.fields.password?.longMessage}</p>
        <button type="submit" disabled={isBusy}>
          Set new password
        </button>
      </form>
    );
  }
  return codeSent ? (
    <form onSubmit={verifyCode}>
      <Field label="Code" value={code} onChange={setCode} />
      <p role="alert">{errors.fields.code?.message}</p>
      <button type="submit" disabled={isBusy}>
        Verify code
      </button>
    </form>
  ) : (
    <form onSubmit={sendCode}>
      <Field label="Email address" value={emailAddress} onChange={setEmailAddress} />
      <p role="alert">{errors.fields.identifier?.message}</p>
      <button type="submit" disabled={isBusy}>
        Send code
      </button>
    </form>
  );
}
