import { type FormEvent, useState } from "react";
import type { APIError, EmailCodeFactor, SignInFirstFactor } from "@/lib/client";
import { isAPIResponseError, useSignIn } from "@/lib/client/react";
import { Field } from "./field";
import { takeUp } from "./take-up";

const isEmailCode = (factor: SignInFirstFactor): factor is EmailCodeFactor =>
  factor.strategy === "email_code";

/** Signs in by password and second factor, or by email code if the password is compromised. */
export function SignIn() {
  const { isLoaded, signIn, setActive } = useSignIn();
  const [identifier, setIdentifier] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [step, setStep] = useState<"password" | "email-code" | "second-factor">("password");
  const [errors, setErrors] = useState<APIError[]>([]);

  async function sendCode() {
    const { supportedFirstFactors } = await signIn.create({ identifier });
    const emailAddressId = supportedFirstFactors.find(isEmailCode)?.emailAddressId ?? "";
    await signIn.prepareFirstFactor({ strategy: "email_code", emailAddressId });
    setStep("email-code");
  }

  async function attempt() {
    if (step === "email-code") return signIn.attemptFirstFactor({ strategy: "email_code", code });
    if (step === "second-factor") return signIn.attemptSecondFactor({ strategy: "totp", code });
    return signIn.create({ identifier, password });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setErrors([]);
    try {
      const { status, createdSessionId } = await attempt();
      if (status === "complete") await setActive({ session: createdSessionId, ...takeUp("/") });
      else if (status === "needs_second_factor") setStep("second-factor");
    } catch (error) {
      if (isAPIResponseError(error)) setErrors(error.errors);
    }
  }

  if (!isLoaded) return <p>Loading</p>;
  return (
    <form onSubmit={submit}>
      {step === "password" ? (
        <>
          <Field label="Email address" value={identifier} onChange={setIdentifier} />
          <Field label="Password" value={password} onChange={setPassword} type="password" />
        </>
      ) : (
        <Field label="Code" value={code} onChange={setCode} />
      )}
      <button type="submit">Continue</button>
      {errors[0]?.code === "form_password_compromised" && (
        <button type="button" onClick={sendCode}>
          Email me a code instead
        </button>
      )}
      <ul role="alert">
        {errors.map(({ code: which, longMessage }) => (
          <li key={which}>{longMessage}</li>
        ))}
      </ul>
    </form>
  );
}
