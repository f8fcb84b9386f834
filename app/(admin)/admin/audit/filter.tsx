import type { AuditQuery } from "@/lib/web/admin/audit-query";
import { FilterField } from "../filter-field";

type FilterProps = { query: AuditQuery; wrong: (keyof AuditQuery)[] };

/** Which lines of the audit log are shown. */
export function Filter({ query, wrong }: FilterProps) {
  const error = (name: keyof AuditQuery, words: string) => (wrong.includes(name) ? words : undefined);
  return (
    <search>
      <form action="/admin/audit" className="flex flex-wrap items-start gap-x-4 gap-y-4">
        <FilterField name="user" label="User id" value={query.user} error={error("user", "That is no id.")} />
        <FilterField name="type" label="Type" value={query.type} placeholder="sign_in.password" />
        <FilterField
          name="since"
          label="Since"
          type="date"
          value={query.since}
          error={error("since", "That is no day.")}
        />
        <FilterField
          name="until"
          label="Until"
          type="date"
          value={query.until}
          error={error("until", "That is no day.")}
        />
        <div className="flex w-full gap-3">
          <button type="submit" className="button button-quiet">
            Filter
          </button>
          <a href="/admin/audit" className="inline-flex min-h-11 items-center px-2">
            Show all
          </a>
        </div>
      </form>
    </search>
  );
}
