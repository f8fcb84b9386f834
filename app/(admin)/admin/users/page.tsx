import type { Metadata } from "next";
import { listUsers, type UserRecord } from "@/lib/flows/users/read";
import { requireAdmin } from "@/lib/web/admin/guard";
import { cursorFrom, PAGE_LENGTH, textFrom } from "@/lib/web/admin/page-query";
import { getTranslations } from "@/lib/web/locale";
import { type SearchParams, single } from "@/lib/web/search-params";
import { AdminRoom } from "../admin-room";
import { FilterField } from "../filter-field";
import { Pager } from "../pager";
import { UserBadges } from "./badges";
import { userName } from "./name";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin.users");
  return { title: t("heading") };
}

const HERE = "/admin/users";

/** Users, the newest first, and a search by how an address, number, name or id begins. */
export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  await requireAdmin(HERE);
  const t = await getTranslations("admin.users");
  const params = await searchParams;
  const query = textFrom(single(params.query));
  const cursor = cursorFrom(single(params.cursor));
  const { users, nextCursor } = await listUsers({ query, cursor, limit: PAGE_LENGTH });
  return (
    <AdminRoom heading={t("heading")} here={HERE}>
      <search>
        <form action={HERE} className="flex flex-wrap items-end gap-3">
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
        path={HERE}
        query={{ query: query || undefined }}
        isLater={cursor !== null}
        nextCursor={nextCursor}
      />
    </AdminRoom>
  );
}

function UserList({ users }: { users: UserRecord[] }) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {users.map((user) => (
        <li key={user.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2">
          <span className="min-w-0 wrap-anywhere">
            <a href={`${HERE}/${user.id}`} className="inline-flex min-h-11 items-center">
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
