import { getTranslations } from "@/lib/http/locale";
import { withQuery } from "@/lib/http/search-params";

type PagerProps = {
  path: string;
  /** What the list is filtered by. */
  query?: Record<string, string | undefined>;
  /** Whether this is not the first page. */
  isLater: boolean;
  nextCursor: string | null;
};

/** The way to the next page of a list, and back to its beginning. */
export async function Pager({ path, query = {}, isLater, nextCursor }: PagerProps) {
  if (!isLater && nextCursor === null) return null;
  const t = await getTranslations("admin.pager");
  return (
    <nav aria-label={t("label")} className="mt-6 flex flex-wrap gap-3">
      {nextCursor !== null && (
        <a href={withQuery(path, { ...query, cursor: nextCursor })} className="button button-quiet">
          {t("next")}
        </a>
      )}
      {isLater && (
        <a href={withQuery(path, query)} className="button button-quiet">
          {t("newest")}
        </a>
      )}
    </nav>
  );
}
