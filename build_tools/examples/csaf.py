"""Collect the CSAF documents of one language, each checked against its hash."""

import hashlib
import json
import urllib.request

SITE = "https://status.example/"
LANGUAGE = "en"


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return answer.read()


provider = json.loads(fetch(SITE + ".well-known/csaf/provider-metadata.json"))
feeds = [feed for place in provider["distributions"] for feed in place["rolie"]["feeds"]]
for entry in json.loads(fetch(feeds[0]["url"]))["feed"]["entry"]:
    content = fetch(entry["content"]["src"])
    hashes = [link["href"] for link in entry["link"] if link["rel"] == "hash"]
    stated = fetch(next(address for address in hashes if address.endswith(".sha256")))
    if hashlib.sha256(content).hexdigest() != stated.decode().split()[0]:
        raise SystemExit(f"{entry['id']} is not what its hash says")
    document = json.loads(content)["document"]
    if document["lang"] == LANGUAGE:
        print(document["tracking"]["id"], document["tracking"]["version"])
        print(document["title"])
