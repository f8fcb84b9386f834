"use client";

/** New backup codes, shown once: to be downloaded, printed or written down. */
export function BackupCodes({ codes, onwards }: { codes: string[]; onwards: string }) {
  const file = `Latchkey backup codes. Each works once.\n\n${codes.join("\n")}\n`;
  return (
    <section aria-labelledby="backup-codes" className="space-y-5">
      <div role="status">
        <h2 id="backup-codes" className="text-xl font-semibold">
          Your backup codes
        </h2>
        <p className="mt-2 text-quiet">
          Each lets you in once when your app or phone is out of reach. They are shown only now: keep them
          where you keep other important papers.
        </p>
      </div>
      <ul
        className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-6 gap-y-1 font-mono text-lg"
        data-testid="backup-codes"
      >
        {codes.map((code) => (
          <li key={code} className="whitespace-nowrap">
            {code}
          </li>
        ))}
      </ul>
      <div className="no-print flex flex-wrap gap-3">
        <a
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(file)}`}
          download="latchkey-backup-codes.txt"
          className="button button-quiet"
        >
          Download
        </a>
        <button type="button" className="button button-quiet needs-script" onClick={() => window.print()}>
          Print
        </button>
        <a href={onwards} className="button button-primary">
          I have saved them
        </a>
      </div>
    </section>
  );
}
