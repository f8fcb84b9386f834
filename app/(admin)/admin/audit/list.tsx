import { Time } from "@/app/_ui/time";
import type { AuditRecord } from "@/lib/flows/audit/list";
import { Badge } from "../badge";
import { Disclosure } from "../disclosure";
import { Facts } from "../facts";

/** Lines of the audit log; each opens to all that was written down. */
export function AuditList({ events }: { events: AuditRecord[] }) {
  if (events.length === 0) return <p className="text-quiet">Nothing.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {events.map((event) => (
        <li key={event.id}>
          <Disclosure
            summary={
              <>
                {event.type} {event.outcome === "failure" && <Badge tone="wrong">Failure</Badge>}
              </>
            }
            aside={<Time at={event.createdAt} />}
          >
            <Facts facts={factsOf(event)} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

function factsOf(event: AuditRecord) {
  const details = Object.entries(event.details).map(([name, value]) => [name, String(value)]);
  return {
    User: userLink(event.userId),
    "Done by": userLink(event.actorId),
    Session: event.sessionId,
    "Sign-in": event.signInId,
    "IP address": event.ipAddress,
    Browser: event.userAgent,
    Request: event.requestId,
    ...Object.fromEntries(details),
  };
}

function userLink(id: string | null) {
  return id && <a href={`/admin/users/${id}`}>{id}</a>;
}
