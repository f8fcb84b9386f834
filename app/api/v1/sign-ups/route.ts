import { createSignUp } from "@/lib/flows/sign-up/create";
import { apiRoute } from "@/lib/web/api/route";
import { createSignUpSchema, replySignUp } from "@/lib/web/api/sign-up";

/** Begins a sign-up and sends what proves its address. */
export const POST = apiRoute(createSignUpSchema, async (input, { caller }) => {
  const { emailAddress, phoneNumber = null, password, strategy: method, redirectUrl = null } = input;
  const created = await createSignUp({ emailAddress, phoneNumber, password, method, redirectUrl }, caller);
  return created.ok ? replySignUp(created.signUpId, caller) : created;
});
