import { renderedFor } from "@/lib/http/rendered-for";
import { type AuthCardProps, AuthLayout } from "./auth-layout";
import { LanguageSwitch } from "./language-switch";
import { RenderedFor } from "./post-form";

/** Renders one step of a flow. */
export async function AuthCard(step: AuthCardProps) {
  return (
    <RenderedFor user={await renderedFor()}>
      <AuthLayout {...step} below={<LanguageSwitch />} />
    </RenderedFor>
  );
}
