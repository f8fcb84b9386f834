import { type FormEvent, useState } from "react";
import { isAPIResponseError, useSignIn } from "@/lib/client/react";
import { Field } from "./field";
import { takeUp } from "./take-up";

/** Requests a code by email or SMS, and sets the new password with the code in one step. */
export function ForgotPassword({ by }: { by: "email" | "phone" }) {
  const { isLoaded, signIn, setActive } = useSignIn();
  const [identifier, setIdentifier] = useState("");
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const [isSent, setSent] = useState(false);
  const [problem, setProblem] = useState("");
  const strategy = `reset_password_${by}_code` as const;

  async function step() {
    if (!isSent) {
      await signIn.create({ strategy, identifier });
      setSent(true);
      return;
    }
    const result = await signIn.attemptFirstFactor({ strategy, code, password });
    if (result.status === "complete") {
      await setActive({ session: result.createdSessionId, ...takeUp("/") });
    } else setProblem(result.status);
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    setProblem("");
    await step().catch((error) => setProblem(isAPIResponseError(error) ? error.errors[0].longMessage : "?"));
  }

  if (!isLoaded) return <p>Loading</p>;
  return (
    <form onSubmit={submit}>
      {isSent ? (
        <>
          <Field label="Code" value={code} onChange={setCode} />
          <Field label="New password" value={password} onChange={setPassword} type="password" />
        </>
      ) : (
        <Field label="Who are you?" value={identifier} onChange={setIdentifier} />
      )}
      <button type="submit">{isSent ? "Reset" : "Send"}</button>
      <p role="alert">{problem}</p>
    </form>
  );
}
