import { Time } from "@/app/_ui/time";
import type { AuditRecord } from "@/lib/flows/audit/list";
import { getTranslations } from "@/lib/http/locale";
import { Badge } from "../badge";
import { DescriptionList } from "../description-list";
import { Disclosure } from "../disclosure";

/** Lists audit events. Each one expands to show all recorded details. */
export async function AuditList({ events }: { events: AuditRecord[] }) {
  const t = await getTranslations("admin.auditList");
  if (events.length === 0) return <p className="text-quiet">{t("empty")}</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {events.map((event) => (
        <li key={event.id}>
          <Disclosure
            summary={
              <>
                {event.type} {event.outcome === "failure" && <Badge tone="wrong">{t("failure")}</Badge>}
              </>
            }
            aside={<Time at={event.createdAt} />}
          >
            <EventFacts event={event} />
          </Disclosure>
        </li>
      ))}
    </ul>
  );
}

async function EventFacts({ event }: { event: AuditRecord }) {
  const t = await getTranslations("admin.auditList");
  const details = Object.entries(event.details).map(([name, value]) => [name, String(value)]);
  const facts = {
    [t("user")]: userLink(event.userId),
    [t("doneBy")]: userLink(event.actorId),
    [t("session")]: event.sessionId,
    [t("signIn")]: event.signInId,
    [t("ipAddress")]: event.ipAddress,
    [t("browser")]: event.userAgent,
    [t("request")]: event.requestId,
    ...Object.fromEntries(details),
  };
  return <DescriptionList facts={facts} />;
}

function userLink(id: string | null) {
  return id && <a href={`/admin/users/${id}`}>{id}</a>;
}
