/** A report as a queue shows it. */
export type QueueItem = {
  report_id: string;
  version: number;
  state: string;
  title: string;
  category: string;
  holder: string | null;
  holder_name: string | null;
  due_at: string | null;
  level: number;
  late: boolean;
  received_at: string;
  supervisory: boolean;
  confidential: boolean;
  published: boolean;
};
