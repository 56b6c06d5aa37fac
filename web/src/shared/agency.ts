/** An agency as the public list of agencies shows it. */
export type Agency = { id: string; name: string; institution_id: string; accepts_reports: boolean };
/** A page of that list. */
export type AgencyPage = { items: Agency[]; next: string | null };
