/** The desk's first page: what is urgent, what is open, how long it takes. */
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { deskAddress, link, type Profile } from "../desk.ts";
import { QUEUES } from "../shell.ts";

/** Show the summary of the officer's own agency. */
export async function summaryPage(place: HTMLElement, profile: Profile, query: URLSearchParams): Promise<string> {
  void query;
  const queues = QUEUES.filter((name) => name in profile.queues);
  place.append(
    h("h1", { class: "govuk-heading-l" }, t("desk.greeting", { name: profile.username })),
    h(
      "ul",
      { class: "govuk-list" },
      ...queues.map((name) => h("li", {}, link(t(`desk.queue_${name}`), deskAddress({ queue: name })))),
    ),
  );
  return t("desk.summary");
}
