import { create } from "qrcode";

/** A QR code as one SVG path, `size` modules wide and high. One module is one unit. */
export type QrCode = { size: number; path: string };

/** Encodes a text as a QR code (ISO/IEC 18004, error correction level M). */
export function qrCode(text: string): QrCode {
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  const cells = Array.from({ length: size * size }, (_, index) => index);
  const path = cells
    .filter((index) => modules.data[index])
    .map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`)
    .join("");
  return { size, path };
}
