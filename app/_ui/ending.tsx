import { Step } from "./step";

/** How a flow can end without its goal, in words that say what to do next. */
const ENDINGS = {
  ended: {
    heading: "has ended",
    words: "It took too long or had too many wrong codes. Nothing was changed.",
  },
  missing: {
    heading: "is not one of this browser",
    words: "It was begun in another browser, or too long ago. Nothing was changed.",
  },
  cancelled: {
    heading: "was cancelled",
    words: "What was sent for it no longer works. Nothing was changed.",
  },
  failed: {
    heading: "has failed",
    words:
      "The link was opened elsewhere and another number was chosen there. If that wasn't you, somebody may read your email.",
  },
};

type EndingProps = {
  /** What has ended, in a word. */
  what: "sign-in" | "sign-up" | "reset" | "verification";
  state: keyof typeof ENDINGS;
  /** Where to start again. */
  again: string;
};

/** The end of a flow, and the way on. */
export function Ending({ what, state, again }: EndingProps) {
  const { heading, words } = ENDINGS[state];
  return (
    <Step scene="closed" heading={`This ${what} ${heading}`} lead={<p>{words}</p>}>
      <div className="flex flex-wrap gap-3">
        <a href={again} className="button button-primary">
          Start again
        </a>
        <a href="/sign-in" className="button button-quiet">
          Sign in
        </a>
      </div>
    </Step>
  );
}
