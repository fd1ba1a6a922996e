"""Fetch the advisories that are new or have changed since the last run."""

import json
import pathlib
import urllib.request

SITE = "https://status.example/"
KNOWN = pathlib.Path("known-advisories.json")


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


known = json.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.exists() else {}
for entry in fetch(SITE + "api/v1/advisories.json")["advisories"]:
    if known.get(entry["id"]) != entry["sha256"]:
        advisory = fetch(entry["url"])
        print(advisory["id"], "release", advisory["release"])
        known[entry["id"]] = entry["sha256"]
KNOWN.write_text(json.dumps(known), encoding="utf-8")
