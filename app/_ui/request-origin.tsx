import { Device } from "./device";
import { IpAddress } from "./ip-address";
import { Time } from "./time";

type RequestOriginProps = {
  /** What the device did, such as "Requested from". */
  deviceLabel: string;
  /** What happened at the time, such as "Requested at". */
  timeLabel: string;
  userAgent: string | null;
  ipAddress: string | null;
  at: Date;
};

/** Lists the device, the address and the time of a request that the user is asked about. */
export function RequestOrigin({ deviceLabel, timeLabel, userAgent, ipAddress, at }: RequestOriginProps) {
  return (
    <dl className="mb-6 space-y-1">
      <div className="flex gap-2">
        <dt className="shrink-0 text-quiet">{deviceLabel}</dt>
        <dd>
          <Device userAgent={userAgent} />
          {ipAddress && (
            <>
              , <IpAddress address={ipAddress} />
            </>
          )}
        </dd>
      </div>
      <div className="flex gap-2">
        <dt className="shrink-0 text-quiet">{timeLabel}</dt>
        <dd>
          <Time at={at} />
        </dd>
      </div>
    </dl>
  );
}
