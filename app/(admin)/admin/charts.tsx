import type { Day } from "@/lib/flows/admin/overview";
import { getTranslations, requestLocale } from "@/lib/http/locale";
import { dateTimeFormat } from "@/lib/i18n/dates";
import type { Locale } from "@/lib/i18n/locales";

const SERIES = [
  "signIns",
  "resetsStarted",
  "resetsFinished",
  "failures",
  "webhooksDelivered",
  "deliveriesFailed",
] as const;

/** Shows daily counts: a small chart per subject, and a table with all of them. */
export async function Charts({ days }: { days: Day[] }) {
  const t = await getTranslations("admin.charts");
  const locale = await requestLocale();
  return (
    <>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(15rem,1fr))] gap-x-8 gap-y-8">
        {SERIES.map((key) => (
          <Chart key={key} label={t(key)} values={days.map((day) => day[key])} locale={locale} />
        ))}
      </div>
      <details className="mt-8">
        <summary className="inline-flex min-h-11 cursor-pointer items-center text-brass underline underline-offset-4">
          {t("asTable")}
        </summary>
        <Table days={days} locale={locale} />
      </details>
    </>
  );
}

const HEIGHT = 48;
const STEP = 10;

type ChartProps = { label: string; values: number[]; locale: Locale };

function Chart({ label, values, locale }: ChartProps) {
  const highest = Math.max(...values, 1);
  const total = values.reduce((sum, value) => sum + value, 0);
  return (
    <figure>
      <figcaption className="flex items-baseline justify-between gap-x-4">
        <span className="font-medium">{label}</span>
        <span className="text-quiet tabular-nums">{total.toLocaleString(locale)}</span>
      </figcaption>
      <svg
        viewBox={`0 0 ${values.length * STEP} ${HEIGHT + 1}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-2 h-16 w-full"
      >
        <line x1={0} x2={values.length * STEP} y1={HEIGHT + 0.5} y2={HEIGHT + 0.5} className="stroke-line" />
        {values.map((value, index) => {
          const height = (value / highest) * HEIGHT;
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a day is identified by its position
              key={index}
              x={index * STEP + 1}
              y={HEIGHT - height}
              width={STEP - 2}
              height={height}
              className="fill-brass"
            />
          );
        })}
      </svg>
    </figure>
  );
}

async function Table({ days, locale }: { days: Day[]; locale: Locale }) {
  const t = await getTranslations("admin.charts");
  const format = dateTimeFormat(locale, { day: "numeric", month: "short" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrollable content must be reachable by keyboard
    <section aria-label={t("tableLabel")} tabIndex={0} className="overflow-x-auto">
      <table className="w-full border-collapse text-right tabular-nums">
        <thead>
          <tr className="border-b border-line text-quiet">
            <th scope="col" className="py-2 pr-6 text-left font-medium">
              {t("day")}
            </th>
            {SERIES.map((key) => (
              <th key={key} scope="col" className="min-w-24 py-2 pl-4 align-bottom font-medium">
                {t(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {days.map((day) => (
            <tr key={day.day.toISOString()} className="border-b border-line">
              <th scope="row" className="py-1.5 pr-6 text-left font-normal whitespace-nowrap">
                {format.format(day.day)}
              </th>
              {SERIES.map((key) => (
                <td key={key} className="py-1.5 pl-4">
                  {day[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
