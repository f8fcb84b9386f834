import { Time } from "@/app/_ui/time";
import type { AuditRecord } from "@/lib/flows/audit/list";
import { Badge } from "../badge";
import { Facts } from "../facts";

/** Lines of the audit log; each opens to all that was written down. */
export function AuditList({ events }: { events: AuditRecord[] }) {
  if (events.length === 0) return <p className="text-quiet">Nothing.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {events.map((event) => (
        <li key={event.id}>
          <details>
            <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
              <span className="flex flex-wrap items-center gap-2 wrap-anywhere">
                {event.type} {event.outcome === "failure" && <Badge tone="wrong">Failure</Badge>}
              </span>
              <span className="text-quiet tabular-nums">
                <Time at={event.createdAt} />
              </span>
            </summary>
            <div className="pt-1 pb-4 text-sm">
              <Facts facts={factsOf(event)} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function factsOf(event: AuditRecord) {
  const details = Object.entries(event.details).map(([name, value]) => [name, String(value)]);
  return {
    User: <UserLink id={event.userId} />,
    "Done by": <UserLink id={event.actorId} />,
    Session: event.sessionId,
    "Sign-in": event.signInId,
    "IP address": event.ipAddress,
    Browser: event.userAgent,
    Request: event.requestId,
    ...Object.fromEntries(details),
  };
}

function UserLink({ id }: { id: string | null }) {
  return id === null ? "nobody of ours" : <a href={`/admin/users/${id}`}>{id}</a>;
}
