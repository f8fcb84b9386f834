import { useClientMessages } from "@/app/_ui/client-messages";

/** Shows the secret of an endpoint, once. */
export function Secret({ secret }: { secret: string }) {
  const texts = useClientMessages("endpointForm");
  return (
    <div role="status" className="border-l-4 border-ok py-1 pl-4">
      <p>{texts.secret}</p>
      <code data-testid="webhook-secret" className="mt-2 block font-mono wrap-anywhere">
        {secret}
      </code>
    </div>
  );
}
