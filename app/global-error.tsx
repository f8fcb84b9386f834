"use client";

import "./globals.css";
import { Step } from "./_ui/step";

/** The last resort, where not even the frame of the pages could be made. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>That did not work · Latchkey</title>
        <Step
          scene="closed"
          heading="That did not work"
          lead={<p>Something went wrong on our side. Please reload the page.</p>}
          footer={error.digest && <p>Reference: {error.digest}</p>}
        >
          <a href="/" className="button button-primary">
            Go home
          </a>
        </Step>
      </body>
    </html>
  );
}
