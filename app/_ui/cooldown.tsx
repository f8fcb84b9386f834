"use client";

import { interpolate } from "@/lib/i18n/interpolate";
import { useClientMessages } from "./client-messages";
import { useCooldown } from "./use-cooldown";

/** Shows for how many seconds a method of sending cannot be used again. */
export function Cooldown({ inSeconds }: { inSeconds: number }) {
  const texts = useClientMessages("resend");
  const { left } = useCooldown(inSeconds, null);
  return left > 0 && <p className="field-note">{interpolate(texts.wait, { seconds: left })}</p>;
}
