"""What the documents say is true: the commands they name exist, the settings they list are read."""

import ast
import re
import subprocess
from pathlib import Path

from chalicelib.routes import ROUTES

ROOT = Path(__file__).resolve().parents[2]
OFFICERS_ONE = "/officer/reports/{}"  # then the command's name
README = (ROOT / "README.md").read_text(encoding="utf-8")


def targets() -> set[str]:
    """The targets that `make` alone lists."""
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = listed.splitlines()
    assert all(re.fullmatch(r"make [a-z0-9-]+ +\S.*", line) for line in lines), "one line each"
    return {line.split()[1] for line in lines}


def test_every_command_in_the_readme_is_a_target_that_runs() -> None:
    named = set(re.findall(r"make (?:-s )?([a-z0-9-]+)", README))
    assert {"run", "test", "demo", "check", "token"} <= named <= targets()
    for target in named:
        dry = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert dry.returncode == 0, dry.stderr


def test_the_first_screen_says_what_for_whom_and_how_to_start() -> None:
    first = "\n".join(README.splitlines()[:40])
    for said in ("LAPOR!", "make run", "make test", "regency"):
        assert said in first


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8")):
            if not link.startswith("http"):
                assert (document.parent / link).exists(), f"{document.name}: {link}"


def test_the_contract_names_every_route_and_no_other() -> None:
    lines = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8").splitlines()
    contract = "\n".join(line for line in lines if "*to come*" not in line)
    routes = [route for route in ROUTES if not route.path.startswith("/pages/")]
    for route in routes:
        last = [part for part in route.path.split("/") if not part.startswith("{")][-1]
        assert re.search(rf"[/`]{re.escape(last)}\b", contract), f"{route.method} {route.path}"
    paths = {(route.method, re.sub(r"\{\w+\}", "{}", route.path)) for route in routes}
    named = re.findall(r"`(GET|POST) (/(?!_local|api)[^`?\s]*)", contract)
    assert {(method, re.sub(r"\{\w+\}", "{}", path)) for method, path in named} <= paths | {
        ("POST", f"{OFFICERS_ONE}/{{}}")
    }


def test_every_setting_is_documented_and_every_documented_one_is_read() -> None:
    directory = ast.parse((ROOT / "chalicelib" / "settings.py").read_text(encoding="utf-8"))
    constants = {
        node.value for node in ast.walk(directory) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    read = {text for text in constants if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}
    rows = re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(rows) == read
    assert len(rows) == len(set(rows))


def test_every_option_of_make_run_is_documented() -> None:
    tree = ast.parse((ROOT / "infra" / "local" / "options.py").read_text(encoding="utf-8"))
    (reader,) = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == "read_options")
    said = {node.value for node in ast.walk(reader) if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    documented = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8").partition("`make run` itself reads")[2]
    names = {text for text in said if re.fullmatch(r"[A-Z][A-Z_]{3,}", text)}
    assert names == set(re.findall(r"`([A-Z_]+)`", documented)) - {"SMTP_URL", "SMS_URL"}


def test_every_parameter_of_a_stage_is_explained() -> None:
    from infra.resources.template import merge_template

    rows = re.findall(r"^\| (`[A-Z].*?`) \|", (ROOT / "docs" / "stages.md").read_text(encoding="utf-8"), re.MULTILINE)
    explained = [name for row in rows for name in re.findall(r"`(\w+)`", row)]
    assert sorted(explained) == sorted(merge_template("arm64")["Parameters"])


def test_ci_calls_the_check_that_runs_the_readmes_test_command() -> None:
    assert "make check" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "$(MAKE) --no-print-directory test" in makefile.split("\ncheck:")[1].split("\n\n")[0]
