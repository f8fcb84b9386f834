import type { MessageProgress } from "@/lib/flows/verification/progress";
import { Waiting } from "./waiting";

/** What is shown while a link waits to be confirmed: the number to look for elsewhere, or that it is too old. */
export function LinkSent({ sent }: { sent: MessageProgress }) {
  const endsInSeconds = sent.linkExpiresInSeconds ?? 0;
  if (endsInSeconds === 0) {
    return <p className="text-wrong">This link has expired. Send a new one, or use another method.</p>;
  }
  return (
    <div className="space-y-6">
      <Waiting verificationId={sent.verificationId} endsInSeconds={endsInSeconds} />
      <div className="border-l-4 border-brass py-1 pl-4">
        <p>If you open it on another device, choose this number there:</p>
        <p className="mt-1 font-mono text-3xl font-semibold tabular-nums" data-testid="match-number">
          {sent.matchNumber}
        </p>
      </div>
    </div>
  );
}
