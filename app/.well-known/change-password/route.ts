/** Redirects password managers to the page that changes a password (W3C, "A Well-Known URL for Changing Passwords"). */
export function GET(): Response {
  return new Response(null, { status: 303, headers: { Location: "/account#password" } });
}
