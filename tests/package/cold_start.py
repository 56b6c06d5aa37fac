"""Run by an isolated Python: import the built package as Lambda does for one function, and tell what that loaded.

Arguments: the folder of the code, that of the layer's packages, the function's handler. What a handler imports first is
in its own body in app.py; those statements run here, and nothing else of it, for the rest wants AWS.
"""

import ast
import json
import os
import sys
import time

code, packages, handler = sys.argv[1:]
os.environ["_HANDLER"] = handler
sys.path[:] = [place for place in sys.path if "site-packages" not in place] + [code, packages]

with open(f"{code}/app.py", encoding="utf-8") as source:
    directory = ast.parse(source.read())
bodies = [node for node in directory.body if isinstance(node, ast.FunctionDef) and f"app.{node.name}" == handler]
first: list[ast.stmt] = [
    node for body in bodies for node in ast.walk(body) if isinstance(node, ast.Import | ast.ImportFrom)
]
statements = compile(ast.Module(first, type_ignores=[]), "app.py", "exec")

before = set(sys.modules)
begun = time.perf_counter()
import app  # noqa: E402, F401

exec(statements)
milliseconds = round(1000 * (time.perf_counter() - begun))
sys.stdout.write(json.dumps({"milliseconds": milliseconds, "loaded": sorted(sys.modules.keys() - before)}))
