import { processWide } from "@/lib/process-wide";

const state = processWide("lifecycle", () => ({ draining: false }));

/** Whether this process is about to stop and should get no more work. */
export const isDraining = () => state.draining;

/** Says that this process is about to stop. */
export function startDraining(): void {
  state.draining = true;
}
