import { connection } from "next/server";

/** A minimal dynamic page, the baseline for every other page. */
export default async function Page() {
  await connection();
  return <p>Nothing here.</p>;
}
