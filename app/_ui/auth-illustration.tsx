/** The progress of the user, as the illustration beside the form shows it. */
export type Scene = "closed" | "mat" | "key" | "open";

/** The drawing of a front door, by step: closed, with its key under the mat, with the key in the lock, or open. */
export function AuthIllustration({ scene, className }: { scene: Scene; className?: string }) {
  return (
    <svg viewBox="0 0 340 490" className={className} aria-hidden="true">
      <use href={`/door.svg#${scene}`} />
    </svg>
  );
}
