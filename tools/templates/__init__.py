"""Builds the starter Word templates of `templates/`: `python -m tools.templates`.

The .docx are written from the modules here, so that a change of a template can be reviewed.
`look` holds colours, sizes and styles; `wordml` the words of Word; one module a template.
"""
