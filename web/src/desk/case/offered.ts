/** The suggested agencies as this officer may name them; whether one will do is the API's word. */
import type { OfficerView, Profile } from "../../shared/answers.ts";
import type { CommandName } from "../../shared/facts.ts";
import type { Choice } from "../agency_picker.ts";

type Who = Pick<Profile, "role" | "agency_id" | "institution_id" | "agency">;
type What = Pick<OfficerView, "suggestions" | "holder" | "events" | "agency_names">;

/**
 * Choices for a command that names an agency, best first: never the one that holds the report. A coordinator sends to
 * another institution as a whole, the nation anywhere, a unit within itself; who returns a report only says whose it is,
 * and who decides reads that first. An inspectorate forwards to itself.
 */
export function offered(view: What, profile: Who, command: CommandName): Choice[] {
  if (profile.role === "inspectorate" && command === "forward")
    return [{ agency_id: profile.agency_id, name: profile.agency?.name ?? profile.agency_id }];
  const isWhole = profile.role !== "nation" && command !== "return";
  const isWithin = command === "forward" && ["liaison", "head"].includes(profile.role);
  const suggested = view.suggestions.map((one): Choice => {
    const isOther = one.institution_id !== profile.institution_id && one.agency_id !== one.institution_id;
    return isWhole && isOther
      ? { agency_id: one.institution_id, name: `${one.institution_name} (${one.name})`, reason: one.reason }
      : { agency_id: one.agency_id, name: one.name, reason: one.reason };
  });
  const choices = [...(command === "decide" ? proposed(view) : []), ...suggested];
  return choices.filter(
    (one, index) =>
      one.agency_id !== view.holder?.agency_id &&
      (!isWithin || one.agency_id.startsWith(`${profile.agency_id}.`)) &&
      choices.findIndex((other) => other.agency_id === one.agency_id) === index,
  );
}

/** Whose it is in the eyes of the agency that returned it last, with what that agency said. */
function proposed(view: What): Choice[] {
  const last = [...view.events].sort((one, other) => other.seq - one.seq).find(({ type }) => type === "returned");
  const agency = last?.data["proposed"];
  if (typeof agency !== "string") return [];
  return [{ agency_id: agency, name: view.agency_names[agency] ?? agency, reason: last?.text ?? undefined }];
}
