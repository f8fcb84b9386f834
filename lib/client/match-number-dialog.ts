import { dialogTexts, element } from "./dialog-texts";

/**
 * Shows the number that a user types on the device where they open a link, until the signal is aborted or the user
 * closes it. The page stays usable. Outside a browser it has no effect.
 */
export function showMatchNumber(number: number, signal: AbortSignal): void {
  if (typeof document === "undefined") return;
  const texts = dialogTexts();
  const heading = element("strong", {}, texts.numberTitle);
  const shown = element("output", { "data-latchkey": "match-number" }, String(number));
  const close = element("button", { type: "button" }, texts.close);
  const hint = element("p", {}, `${texts.numberHint} `, shown);
  const dialog = element("dialog", { "aria-label": texts.numberTitle }, heading, hint, close);
  Object.assign(dialog.style, {
    position: "fixed",
    inset: "auto auto 1rem 1rem",
    margin: "0",
    zIndex: "2147483647",
  });
  shown.style.fontWeight = "bold";
  close.addEventListener("click", () => dialog.remove());
  dialog.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") dialog.remove();
  });
  signal.addEventListener("abort", () => dialog.remove(), { once: true });
  document.body.append(dialog);
  dialog.show();
}
