"""The pages the host shows of its own: that the site is not built, the mails and the short messages sent from here."""

from html import escape

from chalicelib.notify.short_texts.segments import length_of, segments_of
from infra.local.mailbox import Mail

NO_SITE = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>404 – LAPOR!-SP4N</title>
</head>
<body>
<main>
<h1>LAPOR!-SP4N</h1>
<p>404: situs belum dibangun di mesin ini: jalankan <code>make setup</code>. Layanannya sudah berjalan.</p>
<p lang="en">404: the site is not built here: run <code>make setup</code>. The service beneath it is running.</p>
<ul>
<li><a href="/api/openapi.json">/api/openapi.json</a>: dokumen API <span lang="en">(the API's document)</span></li>
<li><a href="/api/health">/api/health</a>: keadaan layanan <span lang="en">(the service's health)</span></li>
</ul>
</main>
</body>
</html>
"""

_STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 1rem auto; padding: 0 1rem; }
summary { padding: .4rem 0; border-top: 1px solid #9995; cursor: pointer; }
small { opacity: .75; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
iframe { width: 100%; height: 28rem; border: 1px solid #9995; background: #fff; }
"""

MAILBOX_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""A mail may carry styles of its own; scripts, images and anything from elsewhere stay out of this page."""


def mailbox_page(mails: list[Mail], to: str | None) -> str:
    """All mails, newest first; the HTML of each in a frame that may do nothing."""
    return _page("Kotak surat lokal", "surat", to, [_letter(mail) for mail in mails])


def short_messages_page(sent: list[Mail], to: str | None) -> str:
    """All short messages, newest first, each as it is read on a telephone, and how many were paid for."""
    return _page("Pesan singkat (SMS) lokal", "pesan", to, [_short_message(one) for one in sent])


def _page(title: str, noun: str, to: str | None, sent: list[str]) -> str:
    shown = "\n".join(reversed(sent)) or f"<p>Belum ada {noun}.</p>"
    return f"""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p><a href="/_local/mail">Surat</a> · <a href="/_local/sms">SMS</a></p>
<form method="get"><label>Kepada: <input type="search" name="to" value="{escape(to or "")}"></label>
<button>Cari</button> <small>{len(sent)} {noun}</small></form>
{shown}
</body>
</html>
"""


def _short_message(sent: Mail) -> str:
    paid = f"{segments_of(sent.text)} SMS, {length_of(sent.text)} tempat"
    return f"""<article>
<pre>{escape(sent.text)}</pre>
<small>{escape(sent.to)} · {escape(sent.sent_at)} · {paid}</small>
</article>"""


def _letter(mail: Mail) -> str:
    frame = f'<iframe sandbox srcdoc="{escape(mail.html)}" title="HTML"></iframe>' if mail.html else ""
    return f"""<details>
<summary><strong>{escape(mail.subject)}</strong><br><small>{escape(mail.to)} · {escape(mail.sent_at)}</small></summary>
<pre>{escape(mail.text)}</pre>
{frame}
</details>"""
