import { getTranslations } from "@/lib/http/locale";
import type { TotpEnrollment } from "@/lib/http/second-factor";

/** The quiet zone that a QR code requires (ISO/IEC 18004: four modules). */
const MARGIN = 4;

/** Shows a TOTP secret as a QR code and as text. */
export async function TotpCode({ totp }: { totp: TotpEnrollment }) {
  const t = await getTranslations("ui.totpSetup");
  const side = totp.qr.size + 2 * MARGIN;
  return (
    <div className="mb-6 space-y-4">
      <svg
        viewBox={`${-MARGIN} ${-MARGIN} ${side} ${side}`}
        className="w-full max-w-56 rounded-md"
        role="img"
        aria-label={t("qrCode")}
        shapeRendering="crispEdges"
      >
        <rect x={-MARGIN} y={-MARGIN} width={side} height={side} fill="#fff" />
        <path d={totp.qr.path} fill="#000" />
      </svg>
      <p className="text-sm text-quiet">
        {t.rich("cannotScan", { open: (chunks) => <a href={totp.uri}>{chunks}</a> })}
      </p>
      <p className="font-mono break-words" data-testid="totp-secret">
        {totp.secret}
      </p>
    </div>
  );
}
