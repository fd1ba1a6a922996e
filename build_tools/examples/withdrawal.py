"""Say of each advisory whether it still holds, and what replaced it."""

import json
import urllib.request

SITE = "https://status.example/"
LANGUAGE = "en"


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


for entry in fetch(SITE + "api/v1/advisories.json")["advisories"]:
    if entry["withdrawn"]:
        edition = fetch(entry["url"])["editions"][LANGUAGE]
        print(entry["id"], "was withdrawn:", edition["withdrawal_reason"]["text"])
    else:
        print(entry["id"], "holds")
    if entry["superseded_by"]:
        print(entry["id"], "was replaced by", entry["superseded_by"])
