"""What a good answer holds, one class each: its fields are its JSON Schema in /openapi.json and its type on the site.

mypy holds the services to these classes, the tests hold every answer to the schemas made from them. At run time nothing
but the document needs them, so services import them for mypy alone (docs/adr/0029-a-route-is-one-row.md).
"""
