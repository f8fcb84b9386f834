import type { Metadata } from "next";
import { ActionButton } from "@/app/_ui/action-button";
import { AuthCard } from "@/app/_ui/auth-card";
import { SignOut } from "@/app/_ui/sign-out";
import type { InvitationView } from "@/lib/flows/organizations/invitation";
import { getTranslations } from "@/lib/http/locale";
import { getSessionForInvitationPage, invitationView } from "@/lib/http/organizations/pages";
import { signUpAvailable, signUpMode } from "@/lib/http/page-settings";
import { withQuery } from "@/lib/http/paths";
import { userLabel } from "@/lib/sessions/find";
import { acceptInvitationAction, declineInvitationAction } from "./actions";
import { InvitationEnding } from "./ending";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("organizations");
  return { title: t("invitation.title") };
}

type Open = Extract<InvitationView, { state: "open" }>;

const PATH = "/organizations/invitation";

/** The page that the link of an invitation opens. Opening it changes nothing; only its buttons do. */
export default async function InvitationPage() {
  const session = await getSessionForInvitationPage(PATH);
  const view = await invitationView(session?.user.id ?? null);
  if (view.state === "accepted") return <Accepted {...view} />;
  if (view.state !== "open") return <InvitationEnding state={view.state} />;
  if (session === null) return <SignedOut {...view} />;
  if (view.isAddressee) return <Answer {...view} />;
  return <SomebodyElse {...view} signedInAs={userLabel(session.user)} />;
}

async function Asked({ organizationName, role, masked }: Open) {
  const t = await getTranslations("organizations");
  return (
    <p>
      {t.rich("invitation.asked", {
        who: () => <bdi className="text-ink wrap-anywhere">{masked}</bdi>,
        organization: () => <bdi className="font-medium text-ink wrap-anywhere">{organizationName}</bdi>,
        role: t(`roles.${role}`),
      })}
    </p>
  );
}

async function Answer(view: Open) {
  const t = await getTranslations("organizations");
  const fields = { invitation: view.invitationId };
  return (
    <AuthCard scene="key" heading={t("invitation.heading")} lead={<Asked {...view} />}>
      <div className="flex flex-wrap gap-3">
        <ActionButton action={acceptInvitationAction} label={t("answer.accept")} fields={fields} isMain />
        <ActionButton action={declineInvitationAction} label={t("answer.decline")} fields={fields} />
      </div>
    </AuthCard>
  );
}

async function SignedOut(view: Open) {
  const t = await getTranslations("organizations.invitation");
  const to = (path: string) => withQuery(path, { redirect_url: PATH });
  return (
    <AuthCard
      scene="closed"
      heading={t("heading")}
      lead={
        <>
          <Asked {...view} />
          <p className="mt-3">{t("signInFirst")}</p>
        </>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href={to("/sign-in")} className="button button-primary">
          {t("signIn")}
        </a>
        {signUpAvailable() && signUpMode() !== "closed" && (
          <a href={to("/sign-up")} className="button button-quiet">
            {t("signUp")}
          </a>
        )}
      </div>
    </AuthCard>
  );
}

async function SomebodyElse({ signedInAs, ...view }: Open & { signedInAs: string }) {
  const t = await getTranslations("organizations.invitation");
  return (
    <AuthCard
      scene="closed"
      heading={t("elseHeading")}
      lead={
        <>
          <Asked {...view} />
          <p className="mt-3">
            {t.rich("elseLead", { who: () => <bdi className="text-ink wrap-anywhere">{signedInAs}</bdi> })}
          </p>
        </>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href="/account" className="button button-primary">
          {t("account")}
        </a>
        <SignOut redirectTo={PATH} />
      </div>
    </AuthCard>
  );
}

type AcceptedProps = Extract<InvitationView, { state: "accepted" }>;

async function Accepted({ organizationName, organizationId }: AcceptedProps) {
  const t = await getTranslations("organizations.invitation");
  if (organizationId === null) {
    return (
      <AuthCard scene="closed" heading={t("usedHeading")} lead={<p>{t("usedLead")}</p>}>
        <a href="/organizations" className="button button-primary">
          {t("organizations")}
        </a>
      </AuthCard>
    );
  }
  return (
    <AuthCard
      scene="open"
      heading={t("acceptedHeading")}
      lead={
        <p>
          {t.rich("acceptedLead", {
            organization: () => <bdi className="text-ink wrap-anywhere">{organizationName}</bdi>,
          })}
        </p>
      }
    >
      <a href={`/organizations/${organizationId}`} className="button button-primary">
        {t("open")}
      </a>
    </AuthCard>
  );
}
