/**
 * The page of an invitation. Its cookie keeps the token for one day, because the user may have to sign up before
 * responding to the invitation.
 */
export const INVITATION_PAGE = {
  path: "/organizations/invitation",
  completesTask: "choose-organization",
  tokenCookie: { name: "invitation", maxAgeSeconds: 24 * 3600 },
} as const;
