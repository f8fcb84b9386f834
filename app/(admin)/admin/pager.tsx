import { getTranslations } from "@/lib/http/locale";
import { withQuery } from "@/lib/http/paths";

type PagerProps = {
  path: string;
  /** The filter of the list. */
  query?: Record<string, string | undefined>;
  /** Whether the page is not the first one. */
  isLater: boolean;
  nextCursor: string | null;
};

/** Links to the next and to the first page of a list. */
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
