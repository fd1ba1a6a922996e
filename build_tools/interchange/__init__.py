"""Interchange: translations in the forms in which translators' tools write and read them.

`reading` reads a file whatever its form: PO (`po`), XLIFF 2 (`xliff`) or YAML (`yaml_text`), each to an `Incoming`.
`xliff_writing` writes what is to be translated.
"""
