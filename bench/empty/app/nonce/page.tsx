import { connection } from "next/server";

/** A minimal dynamic page behind a middleware, the bound for every page with a session. */
export default async function Page() {
  await connection();
  return <p>Nothing here.</p>;
}
