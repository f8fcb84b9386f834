import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { auth } from "../auth.mjs";

/** A minimal page that checks the session again. */
export default async function Page() {
  const session = await auth.api.getSession({ headers: await headers() });
  if (session === null) redirect("/sign-in");
  return <p>{session.user.email}</p>;
}
