/**
 * What the API answers, by the names that its document has for it (/openapi.json). The build makes the types out of that
 * document (infra/site_facts.py, infra/api_types): none is written by hand.
 */
import type { components } from "../../.facts/api.ts";

type Schemas = components["schemas"];

export type Agency = Schemas["Agency"];
export type AgencyPage = Schemas["AgencyPage"];
export type AnnouncedFile = Schemas["AnnouncedFile"];
export type Attachment = Schemas["Attachment"];
export type CallersReports = Schemas["CallersReports"];
export type CannedReply = Schemas["CannedReply"];
export type CannedReplyList = Schemas["CannedReplyList"];
export type CategoryList = Schemas["CategoryList"];
export type Deadline = Schemas["Deadline"];
export type Day = Schemas["DayOfLimit"];
export type Duplicate = Schemas["Duplicate"];
export type EventPage = Schemas["EventPage"];
export type InternalEventPage = Schemas["InternalEventPage"];
export type ReadingPage = Schemas["ReadingPage"];
export type DuplicateList = Schemas["DuplicateList"];
export type ErrorBody = Schemas["Problem"];
export type Export = Schemas["Export"];
export type Fault = Schemas["FieldFault"];
/** Where a file can be had for a while, and whether a page may show it. */
export type Address = Schemas["FileAddress"];
export type ImportResult = Schemas["ImportResult"];
export type Marks = Schemas["Marks"];
export type MemberPage = Schemas["MemberPage"];
export type OfficerEvent = Schemas["InternalEvent"];
export type OfficerView = Schemas["OfficerView"];
export type OwnView = Schemas["OwnView"];
export type Place = Schemas["Place"];
export type Profile = Schemas["Profile"];
export type Proposals = Schemas["Proposals"];
export type PublicFigures = Schemas["PublicFigures"];
export type PublicView = Schemas["PublicView"];
export type PublishedPage = Schemas["PublicPage"];
export type PublishedItem = Schemas["PublicItem"];
export type QueueItem = Schemas["QueueItem"];
export type QueuePage = Schemas["QueuePage"];
export type Accepted = Schemas["Receipt"];
export type FirstLimits = Schemas["FirstLimits"];
export type RecordedReceipt = Schemas["RecordedReceipt"];
export type ReportsImport = Schemas["ReportsImport"];
export type Removal = Schemas["Removal"];
export type ReportEvent = Schemas["Event"];
export type Identity = Schemas["ReporterIdentity"];
export type Summary = Schemas["Summary"];
export type Unit = Schemas["UnitFigures"];
/** A report as anybody reads it. */
export type ReportView = PublicView | OwnView | OfficerView;
