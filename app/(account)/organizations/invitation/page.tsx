import type { Metadata } from "next";
import { ActButton } from "@/app/_ui/act-button";
import { SignOut } from "@/app/_ui/sign-out";
import { Step } from "@/app/_ui/step";
import type { InvitationView } from "@/lib/flows/organizations/read-invitation";
import { sessionUpToTask } from "@/lib/web/guard";
import { invitationView, ROLE_NAMES } from "@/lib/web/organizations";
import { signUpAvailable } from "@/lib/web/page-settings";
import { withQuery } from "@/lib/web/search-params";
import { acceptInvitationAction, declineInvitationAction } from "./actions";
import { InvitationEnding } from "./ending";

export const metadata: Metadata = { title: "Invitation" };

type Open = Extract<InvitationView, { state: "open" }>;

const HERE = "/organizations/invitation";

/** Where the link of an invitation lands. Looking at it changes nothing, however often; only its buttons do. */
export default async function InvitationPage() {
  const session = await sessionUpToTask("choose-organization", HERE);
  const view = await invitationView(session?.user.id ?? null);
  if (view.state === "accepted") return <Accepted {...view} />;
  if (view.state !== "open") return <InvitationEnding state={view.state} />;
  if (session === null) return <SignedOut {...view} />;
  if (view.isAddressee) return <Answer {...view} />;
  return <SomebodyElse {...view} signedInAs={session.user.emailAddress ?? session.user.name ?? ""} />;
}

function Asked({ organizationName, role, masked }: Open) {
  return (
    <p>
      <bdi className="text-ink wrap-anywhere">{masked}</bdi> is asked to join{" "}
      <bdi className="font-medium text-ink wrap-anywhere">{organizationName}</bdi>. Role: {ROLE_NAMES[role]}.
    </p>
  );
}

function Answer(view: Open) {
  const fields = { invitation: view.invitationId };
  return (
    <Step scene="key" heading="You are invited" lead={<Asked {...view} />}>
      <div className="flex flex-wrap gap-3">
        <ActButton action={acceptInvitationAction} label="Accept" fields={fields} isMain />
        <ActButton action={declineInvitationAction} label="Decline" fields={fields} />
      </div>
    </Step>
  );
}

function SignedOut(view: Open) {
  const to = (path: string) => withQuery(path, { redirect_url: HERE });
  return (
    <Step
      scene="closed"
      heading="You are invited"
      lead={
        <>
          <Asked {...view} />
          <p className="mt-3">Sign in with that address to answer.</p>
        </>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href={to("/sign-in")} className="button button-primary">
          Sign in
        </a>
        {signUpAvailable() && (
          <a href={to("/sign-up")} className="button button-quiet">
            Sign up
          </a>
        )}
      </div>
    </Step>
  );
}

function SomebodyElse({ signedInAs, ...view }: Open & { signedInAs: string }) {
  return (
    <Step
      scene="closed"
      heading="This invitation is for another address"
      lead={
        <>
          <Asked {...view} />
          <p className="mt-3">
            You are signed in as <bdi className="text-ink wrap-anywhere">{signedInAs}</bdi>. If that address
            is yours too, add it to your account and confirm it; or sign in with it.
          </p>
        </>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href="/account" className="button button-primary">
          Your account
        </a>
        <SignOut />
      </div>
    </Step>
  );
}

function Accepted({ organizationName, organizationId }: Extract<InvitationView, { state: "accepted" }>) {
  if (organizationId === null) {
    return (
      <Step
        scene="closed"
        heading="This invitation has already been used"
        lead={<p>An invitation can be answered once. If it wasn't you, ask whoever invited you.</p>}
      >
        <a href="/organizations" className="button button-primary">
          Your organizations
        </a>
      </Step>
    );
  }
  return (
    <Step
      scene="open"
      heading="You are a member"
      lead={
        <p>
          You have accepted: <bdi className="text-ink wrap-anywhere">{organizationName}</bdi> is one of your
          organizations.
        </p>
      }
    >
      <a href={`/organizations/${organizationId}`} className="button button-primary">
        Open it
      </a>
    </Step>
  );
}
