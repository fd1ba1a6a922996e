"""Print the updates that were not there at the last run, oldest first."""

import json
import pathlib
import urllib.request

FEED = "https://status.example/en/updates.json"
SEEN = pathlib.Path("seen-updates.json")


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


seen = json.loads(SEEN.read_text(encoding="utf-8")) if SEEN.exists() else []
for item in reversed(fetch(FEED)["items"]):
    if item["id"] not in seen:
        print(item["date_published"], item["_advisory"]["change"]["code"])
        print(item["title"])
        print(item["url"])
        seen.append(item["id"])
SEEN.write_text(json.dumps(seen), encoding="utf-8")
