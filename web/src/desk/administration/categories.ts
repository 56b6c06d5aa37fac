/** Categories, kept by the nation. */
import { h } from "../../shared/element.ts";
import { t } from "../../shared/words.ts";
import { rowsPage } from "./rows.ts";

/** The page. */
export const categoriesPage = rowsPage({
  page: "categories",
  title: t("desk.page_categories"),
  about: t("desk.aboutCategories"),
  path: "/officer/categories",
  writes: (profile) => profile.role === "nation",
  nameOf: (row) => String(row["name_id"] ?? row["id"]),
  columns: [
    {
      label: t("desk.column_name"),
      show: (row) =>
        h("span", {}, String(row["name_id"]), h("span", { class: "quiet queue__more" }, String(row["name_en"]))),
    },
    { label: t("desk.column_id"), show: (row) => String(row["id"]) },
    {
      label: t("desk.confidentialDefault"),
      show: (row) => (row["confidential_by_default"] ? t("desk.yes") : t("desk.no")),
    },
  ],
  fields: [
    { name: "id", label: t("desk.column_id"), kind: "line", fixed: true },
    { name: "name_id", label: t("desk.nameId"), kind: "line" },
    { name: "name_en", label: t("desk.nameEn"), kind: "line" },
    { name: "confidential_by_default", label: t("desk.confidentialDefault"), kind: "check" },
  ],
});
