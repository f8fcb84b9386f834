import type { AuditQuery } from "@/lib/http/admin/audit-query";
import { getTranslations } from "@/lib/http/locale";
import { FilterField } from "../filter-field";

type FilterProps = { query: AuditQuery; wrong: (keyof AuditQuery)[] };

/** The filter of the audit log. */
export async function Filter({ query, wrong }: FilterProps) {
  const t = await getTranslations("admin.audit");
  const error = (name: keyof AuditQuery, words: string) => (wrong.includes(name) ? words : undefined);
  return (
    <search>
      <form action="/admin/audit" className="flex flex-wrap items-start gap-x-4 gap-y-4">
        <FilterField name="user" label={t("user")} value={query.user} error={error("user", t("wrongId"))} />
        <FilterField name="type" label={t("type")} value={query.type} placeholder="sign_in.password" />
        <FilterField
          name="since"
          label={t("since")}
          type="date"
          value={query.since}
          error={error("since", t("wrongDay"))}
        />
        <FilterField
          name="until"
          label={t("until")}
          type="date"
          value={query.until}
          error={error("until", t("wrongDay"))}
        />
        <div className="flex w-full gap-3">
          <button type="submit" className="button button-quiet">
            {t("filter")}
          </button>
          <a href="/admin/audit" className="inline-flex min-h-11 items-center px-2">
            {t("showAll")}
          </a>
        </div>
      </form>
    </search>
  );
}
