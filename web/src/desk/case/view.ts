/** A report as the API shows it to an officer. */
import type { OwnView, ReportEvent } from "../../shared/report.ts";

export type Removal = { start: number; end: number; kind: string };
export type Suggestion = {
  agency_id: string;
  name: string;
  institution_id: string;
  institution_name: string;
  reason: string;
};
export type Duplicate = { report_id: string; title: string; state: string; received_at: string; reason: string };
export type OfficerEvent = ReportEvent & { internal_text: string | null };
export type OfficerView = Omit<OwnView, "events" | "identity_readings"> & {
  events: OfficerEvent[];
  reported_agencies: string[];
  addressed_to: string | null;
  sealed: boolean;
  rating: number | null;
  public_title: string | null;
  public_body: string | null;
  undelivered: { recipient: string; reason: string }[];
  suggestions: Suggestion[];
  duplicates: Duplicate[];
  removals: { title: Removal[]; body: Removal[] };
};
