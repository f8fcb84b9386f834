import type { Metadata } from "next";
import { DeleteForm } from "@/app/_ui/delete-form";
import { Step } from "@/app/_ui/step";
import { ownOrganizationsInTheWay } from "@/lib/flows/account/request-deletion";
import { requireFreshProof } from "@/lib/web/guard";
import { deletionGraceDays } from "@/lib/web/page-settings";
import { deleteAccountAction } from "./actions";

export const metadata: Metadata = { title: "Delete your account" };

/** The last look before an account is deleted: what goes, and until when it can be kept. */
export default async function DeletePage() {
  const { user } = await requireFreshProof("/account/delete");
  const inTheWay = await ownOrganizationsInTheWay(user.id);
  return (
    <Step
      scene="closed"
      heading="Delete your account"
      lead={inTheWay.length === 0 ? <WhatHappens /> : <HandOver organizations={inTheWay} />}
      footer={<a href="/account">Keep it, and go back</a>}
    >
      {inTheWay.length === 0 && <DeleteForm action={deleteAccountAction} submit="Delete account" />}
    </Step>
  );
}

function WhatHappens() {
  const days = deletionGraceDays();
  return (
    <div className="space-y-3">
      <p>
        Your addresses, numbers, password and everything else kept with the account go, and so do
        organizations that only you are in. You are signed out on every device at once.
      </p>
      <p className="border-l-4 border-wrong py-1 pl-4 text-ink">
        {days === 0
          ? "It happens at once, and cannot be undone."
          : `It happens in ${days === 1 ? "one day" : `${days} days`}. Until then you keep it by signing in. After that it cannot be undone.`}
      </p>
    </div>
  );
}

function HandOver({ organizations }: { organizations: { id: string; name: string }[] }) {
  return (
    <div className="space-y-3">
      <p>
        Others are in these organizations, and you are their only owner. Make somebody else an owner first:
      </p>
      <ul className="list-disc pl-5">
        {organizations.map(({ id, name }) => (
          <li key={id}>
            <a href={`/organizations/${id}`} className="inline-flex min-h-11 items-center wrap-anywhere">
              <bdi>{name}</bdi>
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
