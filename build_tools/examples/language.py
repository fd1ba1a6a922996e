"""Print what an advisory says in one language."""

import json
import urllib.request

SITE = "https://status.example/"
ADVISORY = "ADV-2024-0042"
LANGUAGE = "en"


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


advisory = fetch(f"{SITE}api/v1/advisories/{ADVISORY}.json")
edition = advisory["editions"][LANGUAGE]
print(f"[{edition['title']['lang']}]", edition["title"]["text"])
print(f"[{edition['summary']['lang']}]", edition["summary"]["text"])
for data in advisory["data"]["exposed"]:
    print("-", edition["labels"]["data"][data["code"]])
for action in advisory["actions"]:
    print("*", edition["sentences"][action["path"]])
print(edition["url"])
