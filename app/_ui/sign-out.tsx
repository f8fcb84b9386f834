import { signOutAction } from "@/app/_actions/sign-out";

/**
 * The way out.
 *
 * @param describedBy the id of what is signed out, where there is more than one to choose from
 */
export function SignOut({ describedBy }: { describedBy?: string }) {
  return (
    <form action={signOutAction}>
      <button type="submit" className="button button-quiet" aria-describedby={describedBy}>
        Sign out
      </button>
    </form>
  );
}
