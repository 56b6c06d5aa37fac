"""An answer to the sender of a message before a channel puts it into its form. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from chalicelib.language import Said


@dataclass(frozen=True, slots=True)
class AnswerText:
    """An answer before it is put into a channel's form: in both languages, for nobody knows which is its reader's."""

    subject: Said
    sentences: tuple[Said, ...]
    page: str
    in_reply_to: str

    @property
    def headers(self) -> Mapping[str, str]:
        """Which mail it answers, where it answers a mail, and that a machine does."""
        is_mail_id = self.in_reply_to.startswith("<") and self.in_reply_to.endswith(">") and " " not in self.in_reply_to
        thread = {"In-Reply-To": self.in_reply_to, "References": self.in_reply_to} if is_mail_id else {}
        return {"Auto-Submitted": "auto-replied", **thread}
