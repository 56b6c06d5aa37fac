"""The two pages the host shows of its own: that the site is not built, and the mails sent on this machine."""

from html import escape

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
    letters = "\n".join(_letter(mail) for mail in reversed(mails)) or "<p>Belum ada surat.</p>"
    return f"""<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Kotak surat lokal</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>Kotak surat lokal</h1>
<form method="get"><label>Kepada: <input type="search" name="to" value="{escape(to or "")}"></label>
<button>Cari</button> <small>{len(mails)} surat</small></form>
{letters}
</body>
</html>
"""


def _letter(mail: Mail) -> str:
    frame = f'<iframe sandbox srcdoc="{escape(mail.html)}" title="HTML"></iframe>' if mail.html else ""
    return f"""<details>
<summary><strong>{escape(mail.subject)}</strong><br><small>{escape(mail.to)} · {escape(mail.sent_at)}</small></summary>
<pre>{escape(mail.text)}</pre>
{frame}
</details>"""
