import { currentSession } from "@/lib/web/guard";
import { signUpAvailable } from "@/lib/web/page-settings";
import { RedirectToTasks } from "./_ui/redirect-to-tasks";
import { SignOut } from "./_ui/sign-out";
import { Step } from "./_ui/step";

/** Home: who you are here, or how to come in. */
export default async function HomePage() {
  const session = await currentSession();
  if (session?.status !== "active") {
    return (
      <>
        <RedirectToTasks />
        <Welcome />
      </>
    );
  }
  const { name, emailAddress } = session.user;
  return (
    <Step
      scene="open"
      heading="Welcome in"
      lead={
        <p>
          You are signed in as <bdi className="font-medium text-ink break-words">{emailAddress ?? name}</bdi>.
        </p>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href="/dashboard" className="button button-primary">
          Open the dashboard
        </a>
        <a href="/account" className="button button-quiet">
          Your account
        </a>
        <SignOut />
      </div>
    </Step>
  );
}

function Welcome() {
  return (
    <Step
      scene="closed"
      heading="A front door that lets you back in"
      lead={
        <p>
          Sign-in for your own users, on your own server. Built for the days when it does not go straight: a
          forgotten password, a leaked one, another device.
        </p>
      }
    >
      <div className="flex flex-wrap gap-3">
        <a href="/sign-in" className="button button-primary">
          Sign in
        </a>
        {signUpAvailable() && (
          <a href="/sign-up" className="button button-quiet">
            Sign up
          </a>
        )}
      </div>
    </Step>
  );
}
