"use client";

import { useClientMessages, useRoot } from "./client-messages";

/** Shows new backup codes once, to download, print or write down. */
export function BackupCodes({ codes, redirectTo }: { codes: string[]; redirectTo: string }) {
  const texts = useClientMessages("backupCodes");
  const { slug } = useRoot().brand;
  const file = `${texts.fileHeading}\n\n${codes.join("\n")}\n`;
  return (
    <section aria-labelledby="backup-codes" className="space-y-5">
      <div role="status">
        <h2 id="backup-codes" className="text-xl font-semibold">
          {texts.heading}
        </h2>
        <p className="mt-2 text-quiet">{texts.lead}</p>
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
          download={`${slug}-backup-codes.txt`}
          className="button button-quiet"
        >
          {texts.download}
        </a>
        <button type="button" className="button button-quiet needs-script" onClick={() => window.print()}>
          {texts.print}
        </button>
        <a href={redirectTo} className="button button-primary">
          {texts.saved}
        </a>
      </div>
    </section>
  );
}
