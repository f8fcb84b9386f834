import { fieldsOf, type SetupStepProps } from "../factor-setup-step";
import { Step } from "../step";
import { AddPasskey } from "./add";

/** Setting up a passkey as the second factor: one button, the rest is the browser's. */
export function PasskeySetupStep(props: SetupStepProps) {
  return (
    <Step
      scene="key"
      heading="Add a passkey"
      lead={<p>Your device or password manager keeps it. You unlock it by fingerprint, face or PIN.</p>}
      footer={props.footer}
    >
      <AddPasskey fields={fieldsOf(props)} onwards={props.onwards} />
    </Step>
  );
}
