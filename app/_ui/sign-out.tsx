import { signOutAction } from "@/app/_actions/sign-out";

/** The way out. */
export function SignOut() {
  return (
    <form action={signOutAction}>
      <button type="submit" className="button button-quiet">
        Sign out
      </button>
    </form>
  );
}
