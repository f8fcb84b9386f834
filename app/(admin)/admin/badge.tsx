const TONES = {
  quiet: "border-line text-quiet",
  ok: "border-ok text-ok",
  wrong: "border-wrong text-wrong",
};

/** A one-word label for an item of a list. */
export function Badge({ children, tone = "quiet" }: { children: string; tone?: keyof typeof TONES }) {
  return (
    <span
      className={`inline-block rounded border px-1.5 py-0.5 text-sm leading-tight whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
