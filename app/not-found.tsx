import type { Metadata } from "next";
import Link from "next/link";
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
      <Link href="/" prefetch={false} className="button button-primary">
        Go home
      </Link>
    </Step>
  );
}
