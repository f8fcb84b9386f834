import { ERROR_CODES, statusOfError } from "@/lib/errors";
import { en } from "@/lib/i18n/messages/en";
import { Section } from "./section";

/** Lists every error code, with its status and message. */
export function ErrorCodes() {
  return (
    <Section id="error-codes" heading="Error codes">
      <p className="mt-4 text-pretty">
        Every error response contains <a href="#Errors">Errors</a>, one entry per field. If the client has to
        wait, <code className="font-mono">Retry-After</code> gives the seconds.
      </p>
      <dl className="mt-4 divide-y divide-line border-y border-line">
        {ERROR_CODES.map((code) => (
          <div key={code} className="py-2.5">
            <dt className="flex flex-wrap items-baseline gap-x-3">
              <code className="font-mono wrap-anywhere">{code}</code>
              <span className="text-sm text-quiet">{statusOfError(code)}</span>
            </dt>
            <dd className="text-sm text-quiet">{en.errors[code].longMessage}</dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
