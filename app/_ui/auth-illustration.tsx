/** How far somebody has come, as the drawing beside the form shows it. */
export type Scene = "closed" | "mat" | "key" | "open";

/** A front door, drawn for the step somebody is at: shut, its key under the mat, the key in the lock, or ajar. */
export function AuthIllustration({ scene, className }: { scene: Scene; className?: string }) {
  return (
    <svg viewBox="0 0 340 490" className={className} aria-hidden="true">
      <use href={`/door.svg#${scene}`} />
    </svg>
  );
}
