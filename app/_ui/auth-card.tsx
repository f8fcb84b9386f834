import { pageBrand } from "@/lib/http/brand";
import { renderedFor } from "@/lib/http/rendered-for";
import { type AuthCardProps, AuthLayout } from "./auth-layout";
import { PageFooter } from "./page-footer";
import { RenderedFor } from "./post-form";

/** Renders one step of a flow. */
export async function AuthCard(step: AuthCardProps) {
  return (
    <RenderedFor user={await renderedFor()}>
      <AuthLayout {...step} brand={pageBrand()} below={<PageFooter />} />
    </RenderedFor>
  );
}
