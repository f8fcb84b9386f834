/** How far somebody has come, as the drawing beside the form shows it. */
export type Scene = "closed" | "mat" | "key" | "open";

const stroke = "fill-none stroke-ink stroke-[2.5] [stroke-linejoin:round] [stroke-linecap:round]";

function ClosedDoor() {
  return (
    <>
      <path className="fill-paper stroke-ink stroke-[2.5]" d="M110 420V150a90 90 0 0 1 180 0v270Z" />
      <path className={stroke} d="M134 250V152a66 66 0 0 1 132 0v98ZM200 86v164M134 168h132" />
      <path className={stroke} d="M134 278h132v116H134Z" />
      <path className="fill-glow/40" d="M112 423h176l14 7H98Z" />
    </>
  );
}

function OpenDoor() {
  return (
    <>
      <path className="fill-glow/70" d="M110 420V150a90 90 0 0 1 180 0v270Z" />
      <path className="fill-glow/30" d="M110 421h180l76 99H150Z" />
      <path className="fill-paper stroke-ink stroke-[2.5]" d="M110 420V150a90 90 0 0 1 58-84l-2 394Z" />
      <path className={stroke} d="M126 270V160c0-22 8-40 24-52v170ZM126 300l24 6v116l-24-12Z" />
      <circle className="fill-brass" cx="157" cy="290" r="5" />
      <path className={stroke} d="M110 420V150a90 90 0 0 1 180 0v270" />
    </>
  );
}

function Lock() {
  return (
    <>
      <rect className="fill-brass" x="238" y="252" width="24" height="44" rx="12" />
      <path className="fill-paper" d="M250 261a6 6 0 0 0-3 11l-2 14h10l-2-14a6 6 0 0 0-3-11Z" />
    </>
  );
}

function Key({ className }: { className?: string }) {
  return (
    <g className={className}>
      <circle className="fill-none stroke-brass stroke-[7]" cx="16" cy="16" r="12" />
      <path className="fill-none stroke-brass stroke-[7]" d="M28 16h42M54 16v14M68 16v11" />
    </g>
  );
}

function Step({ withKey }: { withKey: boolean }) {
  return (
    <>
      <path className={stroke} d="M40 430h320M70 468h260M70 430v38M330 430v38" />
      {withKey && (
        <g transform="translate(226 436)">
          <Key />
        </g>
      )}
      <path
        className="fill-wall stroke-ink stroke-[2.5]"
        d={withKey ? "M128 440h116c-10 8-12 16 4 24H112Z" : "M128 440h144l16 24H112Z"}
      />
    </>
  );
}

/** A front door, drawn for the step somebody is at: shut, its key under the mat, the key in the lock, or ajar. */
export function Door({ scene, className }: { scene: Scene; className?: string }) {
  return (
    <svg viewBox="30 40 340 490" className={className} aria-hidden="true">
      <path className={stroke} d="M92 430V150a108 108 0 0 1 216 0v280" />
      {scene === "open" ? <OpenDoor /> : <ClosedDoor />}
      {scene !== "open" && <Lock />}
      {scene === "key" && (
        <g transform="translate(318 260) scale(-0.9 0.9)">
          <Key />
        </g>
      )}
      {scene === "open" ? (
        <path className={stroke} d="M40 430h62M298 430h62" />
      ) : (
        <Step withKey={scene === "mat"} />
      )}
    </svg>
  );
}
