import { renderedFor } from "@/lib/web/rendered-for";
import { LanguageSwitch } from "./language-switch";
import { RenderedFor } from "./post-form";
import { StepFrame, type StepProps } from "./step-frame";

/** One step of a flow. */
export async function Step(step: StepProps) {
  return (
    <RenderedFor user={await renderedFor()}>
      <StepFrame {...step} below={<LanguageSwitch />} />
    </RenderedFor>
  );
}
