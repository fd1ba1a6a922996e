"""Print what is open, as a client of the Statuspage API reads it."""

import json
import urllib.request

SUMMARY = "https://status.example/en/api/v2/summary.json"

with urllib.request.urlopen(SUMMARY, timeout=30) as answer:
    summary = json.load(answer)
print(summary["status"]["indicator"], summary["status"]["description"])
for incident in summary["incidents"]:
    print(incident["impact"], incident["status"], incident["name"])
    print(incident["shortlink"])
