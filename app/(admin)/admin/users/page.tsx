import type { Metadata } from "next";
import { listUsers, type UserRecord } from "@/lib/flows/users/read";
import { requireAdmin } from "@/lib/http/admin/guard";
import { cursorFrom, PAGE_LENGTH, textFrom } from "@/lib/http/admin/page-query";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { AdminLayout } from "../admin-layout";
import { FilterField } from "../filter-field";
import { Pager } from "../pager";
import { UserBadges } from "./badges";
import { userName } from "./name";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.users");
  return { title: t("heading") };
}

const PATH = "/admin/users";

/** Lists users, newest first, with a search by the prefix of an identifier, name or id. */
export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(PATH);
  const t = await getTranslations("admin.users");
  const params = await searchParams;
  const query = textFrom(singleParam(params.query));
  const cursor = cursorFrom(singleParam(params.cursor));
  const { users, nextCursor } = await listUsers({ query, cursor, limit: PAGE_LENGTH });
  return (
    <AdminLayout heading={t("heading")} here={PATH}>
      <search>
        <form action={PATH} className="flex flex-wrap items-end gap-3">
          <FilterField name="query" label={t("query")} value={query} type="search" />
          <button type="submit" className="button button-quiet">
            {t("search")}
          </button>
        </form>
      </search>
      <div className="mt-8">
        {users.length === 0 ? <p className="text-quiet">{t("empty")}</p> : <UserList users={users} />}
      </div>
      <Pager
        path={PATH}
        query={{ query: query || undefined }}
        isLater={cursor !== null}
        nextCursor={nextCursor}
      />
    </AdminLayout>
  );
}

function UserList({ users }: { users: UserRecord[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {users.map((user) => (
        <li key={user.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <span className="min-w-0 wrap-anywhere">
            <a href={`${PATH}/${user.id}`} className="inline-flex min-h-11 items-center">
              <bdi>{userName(user)}</bdi>
            </a>{" "}
            {user.emailAddresses.length > 0 && user.name !== null && (
              <bdi className="text-quiet">{user.name}</bdi>
            )}
          </span>
          <UserBadges user={user} />
        </li>
      ))}
    </ul>
  );
}
