import type { Activity } from "@/lib/flows/activity";
import { Time } from "./time";

/** What happened to an account, a line each. */
export function ActivityList({ entries }: { entries: Activity[] }) {
  if (entries.length === 0)
    return <p className="text-quiet">Nothing yet. Sign-ins and changes will show here.</p>;
  return (
    <ul className="divide-y divide-line border-y border-line">
      {entries.map(({ id, what, device, ipAddress, at }) => (
        <li key={id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 py-3">
          <span>
            {what}{" "}
            <span className="text-quiet">{device === null ? "by somebody else" : `from ${device}`}</span>
          </span>
          <span className="text-quiet tabular-nums">
            {ipAddress && `${ipAddress}, `}
            <Time at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
