import { connection } from "next/server";

/** The least a dynamic page can be: what every other page is measured against. */
export default async function Page() {
  await connection();
  return <p>Nothing here.</p>;
}
