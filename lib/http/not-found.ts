import { redirect } from "next/navigation";

/**
 * Leads to the page that says there is nothing here, which no route has: what Next shows in place of a page that calls its
 * `notFound()` stays blank without JavaScript (vercel/next.js#62228).
 */
export function redirectToNotFound(): never {
  redirect("/not-found");
}
