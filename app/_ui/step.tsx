import { LanguageSwitch } from "./language-switch";
import { StepFrame, type StepProps } from "./step-frame";

/** One step of a flow. */
export function Step(step: StepProps) {
  return <StepFrame {...step} below={<LanguageSwitch />} />;
}
