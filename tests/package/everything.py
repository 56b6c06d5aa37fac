"""Run by an isolated Python: whatever the functions may load or call is in the built package.

Arguments: the folder of the code, that of the layer's packages, the services that clients are made of.
"""

import ast
import importlib
import sys
from io import BytesIO
from pathlib import Path

code, packages, *services = sys.argv[1:]
sys.path[:] = [place for place in sys.path if "site-packages" not in place] + [code, packages]

for path in [Path(code, "app.py"), *Path(code, "chalicelib").rglob("*.py")]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import | ast.ImportFrom):
            exec(compile(ast.Module([node], type_ignores=[]), str(path), "exec"))

clients = importlib.import_module("chalicelib.aws")
for service in services:
    clients.client(service)

# What loads its libraries or its data at the first use.
jwt = importlib.import_module("jwt")
rsa = importlib.import_module("cryptography.hazmat.primitives.asymmetric.rsa")
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
claims = jwt.decode(jwt.encode({"sub": "kobar"}, key, "RS256"), key.public_key(), ["RS256"])
stemmed = importlib.import_module("chalicelib.finding.words").stem_of("pelayanan")
pillow = importlib.import_module("PIL.Image")
images = importlib.import_module("chalicelib.files.images")
sizes = set()
for kind in ("JPEG", "PNG", "WEBP", "HEIF"):
    pillow.new("RGB", (64, 48)).save(picture := BytesIO(), format=kind)
    sizes |= set(images.in_sizes(picture.getvalue()))
routes = importlib.import_module("chalicelib.routes")
document = importlib.import_module("chalicelib.routes.documents").openapi(routes.ROUTES, "")
book = importlib.import_module("chalicelib.service.spreadsheets").as_xlsx("Laporan", (), [])
assert (claims["sub"], stemmed, bool(sizes), book[:2]) == ("kobar", "layan", True, b"PK")
assert "OwnView" in document["components"]["schemas"]
