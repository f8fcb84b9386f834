import { redirect } from "next/navigation";

/**
 * Redirects to a path that no route matches, so that Next.js shows the "page not found" page. The page that Next.js
 * shows for its own `notFound()` stays blank without JavaScript (vercel/next.js#62228).
 */
export function redirectToNotFound(): never {
  redirect("/not-found");
}
