import { Fragment, type ReactNode } from "react";
import { ActionButton } from "@/app/_ui/action-button";
import { Confirmation } from "@/app/_ui/confirmation";
import { ActionNotice, ConfirmationButton } from "@/app/_ui/confirmation-form";
import type { OwnIdentifier } from "@/lib/flows/identifiers/read";
import { getTranslations } from "@/lib/http/locale";
import { makePrimaryAction, removeIdentifierAction, verifyIdentifierAction } from "./actions";

type Kind = "email" | "phone";

/** The page section of each kind. */
const SECTION: Record<Kind, string> = { email: "email-addresses", phone: "phone-numbers" };

/** The number of identifiers that are always visible; the others are collapsed. */
const IN_SIGHT = 5;

/** What the removal of an identifier affects besides itself. */
type RemovalEffects = {
  /** The identifier that becomes primary; `null` if it is the last one of its kind. */
  next: string | null;
  isOnlySignInMethod: boolean;
  secondFactor: "none" | "one-of-several" | "last";
};

type IdentifierListProps = {
  kind: Kind;
  /** The primary one first, unverified ones last. */
  identifiers: OwnIdentifier[];
  /** The parameters of the page's URL: the kind that is expanded, and the identifier of the last submission. */
  query: { unfolded: string | undefined; of: string | undefined };
  /** The id of the only verified identifier of the account, or `null`. */
  onlySignInMethod: string | null;
  /** The ids of the numbers that are second factors, and whether the account has any other second factor. */
  secondFactors: { phones: string[]; hasOthers: boolean };
};

/** Lists the user's identifiers of a kind, with the actions for each. */
export async function IdentifierList({ kind, identifiers, query, ...effects }: IdentifierListProps) {
  const t = await getTranslations("account.identifiers");
  const { of, unfolded } = query;
  const isGone = of !== undefined && identifiers.every(({ id }) => id !== of);
  const isFolded = unfolded === kind;
  const removed = isGone && (
    <ActionNotice action={removeIdentifierAction} at={permalink({ kind, id: of, isFolded })} />
  );
  if (identifiers.length === 0) {
    return (
      <>
        {removed}
        <p>{t("none")}</p>
      </>
    );
  }
  const entries = identifiers.map((identifier) => ({
    ...identifier,
    effects: effectsOf(identifier, identifiers, effects),
  }));
  const others = entries.slice(IN_SIGHT);
  return (
    <>
      {removed}
      <Entries kind={kind} identifiers={entries.slice(0, IN_SIGHT)} />
      {others.length > 0 && (
        <details open={isFolded || undefined}>
          <summary className="inline-flex min-h-11 cursor-pointer items-center underline">
            {t(`more.${kind}`, { count: others.length })}
          </summary>
          <Entries kind={kind} identifiers={others} isFolded />
        </details>
      )}
    </>
  );
}

function effectsOf(
  { id }: OwnIdentifier,
  all: OwnIdentifier[],
  { onlySignInMethod, secondFactors }: Pick<IdentifierListProps, "onlySignInMethod" | "secondFactors">,
): RemovalEffects {
  const next = all.find((other) => other.id !== id && other.isVerified)?.value ?? null;
  const isFactor = secondFactors.phones.includes(id);
  const isLast = secondFactors.phones.length === 1 && !secondFactors.hasOthers;
  return {
    next,
    isOnlySignInMethod: id === onlySignInMethod,
    secondFactor: isFactor ? (isLast ? "last" : "one-of-several") : "none",
  };
}

/** The path at which a form of an identifier is submitted without JavaScript. */
function formPath({ kind, id, isFolded }: { kind: Kind; id: string; isFolded: boolean }): string {
  return `/account?of=${encodeURIComponent(id)}${isFolded ? `&unfolded=${kind}` : ""}`;
}

function permalink(of: Parameters<typeof formPath>[0]): string {
  return `${formPath(of)}#${SECTION[of.kind]}`;
}

type EntryValue = OwnIdentifier & { effects: RemovalEffects };

type EntriesProps = { kind: Kind; identifiers: EntryValue[]; isFolded?: boolean };

function Entries({ identifiers, ...props }: EntriesProps) {
  return (
    <>
      <ul className="divide-y divide-line border-y border-line">
        {identifiers.map((identifier) => (
          <Entry key={identifier.id} {...props} {...identifier} />
        ))}
      </ul>
      {identifiers.map((identifier) => (
        <Removal key={identifier.id} {...props} {...identifier} />
      ))}
    </>
  );
}

type EntryProps = EntryValue & { kind: Kind; isFolded?: boolean };

async function Entry({ kind, id, value, isVerified, isPrimary, isFolded = false }: EntryProps) {
  const t = await getTranslations("account.identifiers");
  const of = { about: value, fields: { kind, id } };
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
      <span>
        <bdi className="font-medium break-all">{value}</bdi>{" "}
        <span className="text-sm text-quiet">{t(stateOf(isVerified, isPrimary))}</span>
      </span>
      <span className="flex flex-wrap gap-2">
        {!isVerified && (
          <ActionButton
            {...of}
            label={t("verify")}
            action={verifyIdentifierAction}
            at={formPath({ kind, id, isFolded })}
          />
        )}
        {isVerified && !isPrimary && (
          <ActionButton
            {...of}
            label={t("makePrimary")}
            action={makePrimaryAction}
            at={permalink({ kind, id, isFolded })}
          />
        )}
        <ConfirmationButton
          {...of}
          opens={`remove-${id}`}
          label={t("remove")}
          action={removeIdentifierAction}
          at={permalink({ kind, id, isFolded })}
        />
      </span>
    </li>
  );
}

/** The confirmation of the removal of an identifier. */
async function Removal({ kind, id, value, isVerified, isPrimary, effects }: EntryProps) {
  const t = await getTranslations("account.identifiers.removal");
  const shown = (text: string) => () => <bdi className="font-medium">{text}</bdi>;
  const { next, isOnlySignInMethod, secondFactor } = effects;
  const sentences: ReactNode[] = [];
  if (isOnlySignInMethod) sentences.push(t("onlySignInMethod"));
  else if (!isVerified) sentences.push(t("unverified"));
  else {
    sentences.push(t.rich("consequence", { value: shown(value) }));
    if (isPrimary && next !== null) sentences.push(t.rich(`nextPrimary.${kind}`, { value: shown(next) }));
    if (next === null) sentences.push(t(`noneLeft.${kind}`));
    if (secondFactor !== "none") sentences.push(t(`secondFactor.${secondFactor}`));
  }
  return (
    <Confirmation
      id={`remove-${id}`}
      heading={t("heading", { value })}
      consequence={<Sentences list={sentences} />}
      submit={isOnlySignInMethod ? null : t(`submit.${kind}`)}
    />
  );
}

function Sentences({ list }: { list: ReactNode[] }) {
  return list.map((sentence, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the sentences have no state
    <Fragment key={index}>
      {index > 0 && " "}
      {sentence}
    </Fragment>
  ));
}

function stateOf(isVerified: boolean, isPrimary: boolean) {
  if (!isVerified) return "unverified";
  return isPrimary ? "primary" : "verified";
}
