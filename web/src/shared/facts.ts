/**
 * What the application knows and the site must not know otherwise: lengths, patterns, limits, lists of codes. The build
 * writes them out of the application itself (infra/site_facts.py).
 */
import type {
  AGENCY_KINDS,
  ATTACHMENT_STATES,
  BATCH_COMMANDS,
  FILE_TYPES,
  HOLIDAY_KINDS,
  OFFICER_COMMANDS,
  QUEUES,
  REPORTER_COMMANDS,
  ROLES,
  STATES,
} from "../../.facts/facts.ts";

export * from "../../.facts/facts.ts";

export type State = (typeof STATES)[number];
export type Role = (typeof ROLES)[number];
export type QueueName = (typeof QUEUES)[number];
/** A command of an officer, as the API spells it. */
export type CommandName = (typeof OFFICER_COMMANDS)[number];
/** A command of the reporter. */
export type StepName = (typeof REPORTER_COMMANDS)[number];
/** A command that can be given on several reports at once. */
export type BatchName = (typeof BATCH_COMMANDS)[number];
export type AgencyKind = (typeof AGENCY_KINDS)[number];
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];
/** A type of file that is taken. */
export type FileType = (typeof FILE_TYPES)[keyof typeof FILE_TYPES];
export type AttachmentState = (typeof ATTACHMENT_STATES)[number];

/** Whether a text is one of a list's codes. */
export const isOneOf = <Code extends string>(codes: readonly Code[], text: string): text is Code =>
  (codes as readonly string[]).includes(text);
