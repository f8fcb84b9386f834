import type { Metadata } from "next";
import { AuthCard } from "@/app/_ui/auth-card";
import { Form } from "@/app/_ui/form";
import { RequestOrigin } from "@/app/_ui/request-origin";
import { type DeviceReport, readDeviceReport } from "@/lib/flows/new-device/report";
import { getReportTokenCookie } from "@/lib/http/link-token";
import { getTranslations } from "@/lib/http/locale";
import { type SearchParams, singleParam } from "@/lib/http/paths";
import { reportDeviceAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth.reportSignIn");
  return { title: t("title") };
}

/** The page that the link of a notice of a new device opens. Opening it changes nothing; only its button does. */
export default async function ReportSignInPage({ searchParams }: { searchParams: SearchParams }) {
  const token = singleParam((await searchParams).token) ?? (await getReportTokenCookie());
  const report = token === null ? null : await readDeviceReport(token);
  if (token === null || report === null) return <Ending state="unknown" />;
  return report.state === "active" ? <Question report={report} token={token} /> : <Ending state="ended" />;
}

async function Question({ report, token }: { report: DeviceReport; token: string }) {
  const { userAgent, ipAddress, signedInAt } = report;
  const t = await getTranslations("auth.reportSignIn");
  return (
    <AuthCard scene="key" heading={t("heading")} lead={<p>{t("lead")}</p>} footer={<p>{t("itWasMe")}</p>}>
      {signedInAt && (
        <RequestOrigin
          deviceLabel={t("device")}
          timeLabel={t("time")}
          userAgent={userAgent}
          ipAddress={ipAddress}
          at={signedInAt}
        />
      )}
      <Form action={reportDeviceAction} submit={t("submit")} pending={t("pending")} tone="danger">
        <input type="hidden" name="token" value={token} />
      </Form>
    </AuthCard>
  );
}

async function Ending({ state }: { state: "ended" | "unknown" }) {
  const t = await getTranslations("auth.reportSignIn");
  return (
    <AuthCard scene="closed" heading={t(`${state}.heading`)} lead={<p>{t(`${state}.lead`)}</p>}>
      <a href="/forgot-password" className="button button-primary">
        {t("reset")}
      </a>
    </AuthCard>
  );
}
