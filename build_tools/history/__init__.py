"""History: what the public has seen, append-only, hash-chained per advisory.

    advisories/history/<ID>/0001.json          a release
    advisories/history/<ID>/0001.de.01.json    a later translation of it into one language

A release holds the facts as codes, the source texts, and the translations and names that were current; never the
`internal` notes. Each file ends with the SHA-256 of its own content, and names that of the file before it.
"""
