/** The secret of an endpoint, shown once. */
export function Secret({ secret }: { secret: string }) {
  return (
    <div role="status" className="border-l-4 border-ok py-1 pl-4">
      <p>Its secret, which is shown only now. The receiver verifies with it what it gets:</p>
      <code data-testid="webhook-secret" className="mt-2 block font-mono wrap-anywhere">
        {secret}
      </code>
    </div>
  );
}
