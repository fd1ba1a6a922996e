"""The benchmark: how long the press takes for many advisories, beside mkdocs-material with mkdocs-static-i18n.

    corpus ──▶ our project ──▶ advisory build ──▶ stopwatch ─┐
                    └─ reference ──▶ mkdocs build ──▶ stopwatch ──▶ table, JSON

`python -m bench --help` explains the arguments; docs/benchmarks.md has the figures of one run.
"""
