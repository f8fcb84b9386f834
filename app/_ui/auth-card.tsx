import { type ClientText, pageContext } from "@/lib/http/page-context";
import { type AuthCardProps, AuthPage } from "./auth-layout";

/**
 * Renders one step of a flow.
 *
 * @param texts the client components of the page that have messages
 */
export async function AuthCard({ texts = [], ...step }: AuthCardProps & { texts?: ClientText[] }) {
  return <AuthPage {...step} {...(await pageContext(texts))} />;
}
