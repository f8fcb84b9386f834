import { Step } from "./step";

/** What a waiting tab says once the link was confirmed in another tab of the same browser. */
export function SignedInElsewhere({ onwards }: { onwards: string }) {
  return (
    <Step scene="open" heading="Signed in on other tab" lead={<p>You can close this one, or go on here.</p>}>
      <a href={onwards} className="button button-primary">
        Continue
      </a>
    </Step>
  );
}
