import { ActionButton } from "@/app/_ui/action-button";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { getTranslations } from "@/lib/http/locale";
import { makePrimaryAction, removeIdentifierAction, verifyIdentifierAction } from "./actions";

type Kind = "email" | "phone";

/** The page section of each kind. */
const SECTION: Record<Kind, string> = { email: "email-addresses", phone: "phone-numbers" };

/** The number of identifiers that are always visible; the others are collapsed. */
const IN_SIGHT = 5;

type IdentifierListProps = {
  kind: Kind;
  /** The primary one first, unverified ones last. */
  identifiers: OwnIdentifier[];
  /** The kind whose collapsed identifiers are expanded, as in the page's URL. */
  unfolded: string | undefined;
};

/** Lists the user's identifiers of a kind, with the actions for each. */
export async function IdentifierList({ kind, identifiers, unfolded }: IdentifierListProps) {
  const t = await getTranslations("account.identifiers");
  if (identifiers.length === 0) return <p>{t("none")}</p>;
  const others = identifiers.slice(IN_SIGHT);
  return (
    <>
      <Entries kind={kind} identifiers={identifiers.slice(0, IN_SIGHT)} />
      {others.length > 0 && (
        <details open={unfolded === kind || undefined}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center underline">
            {t(`more.${kind}`, { count: others.length })}
          </summary>
          <Entries kind={kind} identifiers={others} isFolded />
        </details>
      )}
    </>
  );
}

type EntriesProps = { kind: Kind; identifiers: OwnIdentifier[]; isFolded?: boolean };

function Entries({ identifiers, ...props }: EntriesProps) {
  return (
    <ul className="divide-y divide-line border-y border-line">
      {identifiers.map((identifier) => (
        <Entry key={identifier.id} {...props} {...identifier} />
      ))}
    </ul>
  );
}

type EntryProps = OwnIdentifier & { kind: Kind; isFolded?: boolean };

async function Entry({ kind, id, value, isVerified, isPrimary, isFolded = false }: EntryProps) {
  const t = await getTranslations("account.identifiers");
  const of = { about: value, fields: { kind, id } };
  const here = `/account?of=${id}${isFolded ? `&unfolded=${kind}` : ""}`;
  const at = `${here}#${SECTION[kind]}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <span>
        <bdi className="font-medium break-all">{value}</bdi>{" "}
        <span className="text-sm text-quiet">{t(stateOf(isVerified, isPrimary))}</span>
      </span>
      <span className="flex flex-wrap gap-2">
        {!isVerified && (
          <ActionButton {...of} label={t("verify")} action={verifyIdentifierAction} at={here} />
        )}
        {isVerified && !isPrimary && (
          <ActionButton {...of} label={t("makePrimary")} action={makePrimaryAction} at={at} />
        )}
        <ActionButton {...of} label={t("remove")} action={removeIdentifierAction} at={at} />
      </span>
    </li>
  );
}

function stateOf(isVerified: boolean, isPrimary: boolean) {
  if (!isVerified) return "unverified";
  return isPrimary ? "primary" : "verified";
}
