"""The pages that officers sign in at on one machine, in the language of the desk they come from."""

import base64
from collections.abc import Mapping
from hashlib import sha256
from html import escape

from chalicelib.settings import settings

LEAST_SIGNS = 12
"""Of a password of one's own, as on AWS (infra/resources/sign_in.py)."""
_STYLE = """
body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 26rem; margin: 2rem auto; padding: 0 1rem; }
label { display: block; margin-top: 1rem; font-weight: 600; }
input, button { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; }
button { margin-top: 1.5rem; cursor: pointer; }
[role=alert] { border-left: .3rem solid #b10e1e; padding: .2rem .8rem; }
"""
POLICY = (
    f"default-src 'none'; style-src 'sha256-{base64.b64encode(sha256(_STYLE.encode()).digest()).decode()}'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script, no picture, nothing from elsewhere, and no style but the one above. Without a script ``connect-src`` lets
nothing out; it lets browsers' own auditors read robots.txt."""
_WORDS: dict[str, dict[str, str]] = {
    "id": {
        "title": "Masuk petugas",
        "about": "Halaman masuk bagi petugas instansi yang menangani laporan warga di LAPOR!-SP4N.",
        "name": "Nama pengguna",
        "password": "Kata sandi",
        "sign_in": "Masuk",
        "new_title": "Buat kata sandi sendiri",
        "new_password": "Kata sandi baru",
        "again": "Kata sandi baru sekali lagi",
        "save": "Simpan",
        "rule": f"Paling sedikit {LEAST_SIGNS} tanda, dengan huruf besar, huruf kecil, dan angka.",
        "wrong": "Nama pengguna atau kata sandi salah.",
        "wait": "Terlalu banyak percobaan masuk. Coba lagi setelah {time}.",
        "minutes": "{n} menit",
        "seconds": "{n} detik",
        "weak": "Kata sandi ini belum memenuhi aturan di bawah.",
        "different": "Kedua kata sandi tidak sama. Tulis lagi keduanya.",
        "over": "Halaman ini sudah tidak berlaku. Buka lagi halaman petugas, lalu masuk dari sana.",
        "away": (
            "Halaman masuk petugas sedang tidak bisa dipakai. Coba lagi sebentar lagi. Laporan warga tetap diterima."
        ),
        "desk": "Ke halaman petugas",
    },
    "en": {
        "title": "Officers' sign-in",
        "about": "Where officers of agencies sign in to work on citizens' reports at LAPOR!-SP4N.",
        "name": "User name",
        "password": "Password",
        "sign_in": "Sign in",
        "new_title": "Choose your own password",
        "new_password": "New password",
        "again": "New password once more",
        "save": "Save",
        "rule": f"At least {LEAST_SIGNS} signs, with a capital letter, a small letter and a digit.",
        "wrong": "The user name or the password is wrong.",
        "wait": "Too many attempts to sign in. Try again after {time}.",
        "minutes": "{n} min",
        "seconds": "{n} s",
        "weak": "This password does not keep the rule below.",
        "different": "The two passwords are not the same. Write both again.",
        "over": "This page is no longer good. Open the officers' page again and sign in from there.",
        "away": "The officers' sign-in cannot be used now. Try again soon. Citizens' reports are taken all the same.",
        "desk": "To the officers' page",
    },
}


def language_of(desk: str) -> str:
    """The language of the desk at that address."""
    return "en" if desk.endswith("/en/petugas") else "id"


def sentence(code: str, language: str) -> str:
    """One sentence of these pages."""
    return _WORDS[language][code]


def wait_sentence(seconds: int, language: str) -> str:
    """How long somebody waits who guessed too often, in full minutes where it is more than one."""
    words = _WORDS[language]
    is_long = seconds > 60
    number = -(-seconds // 60) if is_long else seconds
    return words["wait"].format(time=words["minutes" if is_long else "seconds"].format(n=number))


def sign_in_page(hidden: Mapping[str, str], language: str, fault: str = "") -> str:
    """Name and password; ``hidden`` goes with them, ``fault`` is the sentence why it comes again."""
    words = _WORDS[language]
    body = f"""{_fault(fault)}<form method="post" action="/login">
{_hidden(hidden)}
<label for="username">{words["name"]}</label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" maxlength="128" required autofocus>
<label for="password">{words["password"]}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256" required>
<button type="submit">{words["sign_in"]}</button>
</form>"""
    return _page(words["title"], body, language)


def new_password_page(step: str, language: str, fault: str = "") -> str:
    """A password of one's own, for who signed in with the one from the letter."""
    words = _WORDS[language]
    body = f"""{_fault(fault)}<form method="post" action="/login">
{_hidden({"np_token": step, "language": language})}
<p id="rule">{words["rule"]}</p>
<label for="new_password">{words["new_password"]}</label>
<input id="new_password" name="new_password" type="password" autocomplete="new-password" maxlength="256"
 aria-describedby="rule" required autofocus>
<label for="confirm_password">{words["again"]}</label>
<input id="confirm_password" name="confirm_password" type="password" autocomplete="new-password" maxlength="256"
 required>
<button type="submit">{words["save"]}</button>
</form>"""
    return _page(words["new_title"], body, language)


def sentence_page(code: str) -> str:
    """One sentence in both languages: who comes here may have left neither."""
    english = _WORDS["en"]
    body = f"""<p>{_WORDS["id"][code]}</p>
<p lang="en">{english[code]}</p>
<p><a href="/petugas">{_WORDS["id"]["desk"]}</a> · <a href="/en/petugas" lang="en">{english["desk"]}</a></p>"""
    return _page(_WORDS["id"]["title"], body, "id")


def _fault(sentence: str) -> str:
    return f'<p role="alert">{escape(sentence)}</p>\n' if sentence else ""


def _hidden(fields: Mapping[str, str]) -> str:
    return "\n".join(f'<input type="hidden" name="{escape(n)}" value="{escape(v)}">' for n, v in fields.items())


def _page(title: str, body: str, language: str) -> str:
    name = escape(settings().brand.name)
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} – {name}</title>
<meta name="description" content="{_WORDS[language]["about"]}">
<style>{_STYLE}</style>
</head>
<body>
<main>
<p>{name}</p>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""
