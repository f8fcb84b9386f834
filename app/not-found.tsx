import type { Metadata } from "next";
import { Step } from "./_ui/step";

export const metadata: Metadata = { title: "Not found" };

/** There is no such page. */
export default function NotFound() {
  return (
    <Step
      scene="closed"
      heading="No door here"
      lead={<p>There is no page at this address. It may have moved.</p>}
    >
      <a href="/" className="button button-primary">
        Go home
      </a>
    </Step>
  );
}
