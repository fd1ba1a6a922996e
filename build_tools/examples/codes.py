"""Decide by codes, and be ready for one that is new."""

import json
import urllib.request

SITE = "https://status.example/"
LANGUAGE = "en"
URGENT = {"low": False, "medium": False, "high": True, "critical": True}


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


for entry in fetch(SITE + "api/v1/advisories.json")["advisories"]:
    code = entry["severity"]
    labels = fetch(entry["url"])["editions"][LANGUAGE]["labels"]["severities"]
    urgent = URGENT.get(code, True)  # a new code: a person should look
    print(entry["id"], code, labels[code], "urgent" if urgent else "not urgent")
