"""Invents incidents: the content of an advisory's YAML file at each of its releases, seeded and varied.

Codes are drawn from the vocabulary, so that the texts of every code take part. How many there are of each is
about what the first real advisory has.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from bench import sentences
from bench.sentences import Texts, Words
from build_tools.language.vocabulary import EXPOSED, Key, Vocabulary
from build_tools.model.moment import rfc3339

AUTHORED = 0.65
TOLD = ("investigating", "identified", "monitoring", "resolved")
Content = dict[str, Any]
Item = TypeVar("Item")


@dataclass(frozen=True)
class State:
    """What an advisory's file holds when it is released, and when that is."""

    content: Content
    released_at: datetime


class Incident:
    """One invented incident. `words` grows by every authored text: source text to the text in all languages."""

    def __init__(self, advisory_id: str, started: datetime, vocabulary: Vocabulary, seed: int) -> None:
        self.id = advisory_id
        self.started = started
        self.vocabulary = vocabulary
        self.random = random.Random(f"{seed}/{advisory_id}")
        self.words: dict[str, Words] = {}
        self.language = self.random.choices(sentences.LANGUAGES, (70, 15, 15))[0]
        self.organisation = self.random.choice(sentences.ORGANISATIONS)
        self.kind = self.random.choice(sorted(vocabulary.groups["kinds"]))
        self.has_vendor = bool({"vendor", "service"} & vocabulary.needs("kinds", self.kind))
        self.is_authored = self.random.random() < AUTHORED
        self.excluded: set[Key] = set()

    def states(self) -> Iterator[State]:
        """The releases of the advisory, oldest first: news comes in, and the status moves on."""
        facts = self._facts()
        last = self.random.choices(range(len(TOLD)), (1, 1, 2, 6))[0]
        path = [0, *sorted(self.random.sample(range(1, last + 1), self.random.randint(0, last)))]
        instant = self.started + timedelta(days=2)
        for number, step in enumerate(path):
            content = {**facts, **self._state(facts, TOLD[step], first=number == 0)}
            content["timeline"] = facts["timeline"][: 3 + 2 * number]
            yield State(content, instant)
            instant += timedelta(days=self.random.randint(1, 6), minutes=self.random.randint(1, 900))

    def _state(self, facts: Content, status: str, *, first: bool) -> Content:
        final = status == "resolved"
        changed = {"change": "initial" if first else self.random.choice(["update", "update", "correction"])}
        if self.is_authored and not first:
            changed["text"] = self._say(sentences.CHANGES)
        return {
            "incident": {**facts["incident"], "status": status},
            "next_update": "final" if final else self.random.choice(["when_known", rfc3339(self._later(30))]),
            "release": changed,
        }

    def _facts(self) -> Content:
        facts: Content = {
            "id": self.id,
            "language": self.language,
            "incident": self._incident(),
            "affected": self._affected(),
            "data": self._data(),
            "timeline": list(self._timeline()),
            "aware_at": self.random.choice(["unknown", self.started.date().isoformat()]),
            "assessment": self._statements("assessments", 1, 4),
            "risks": self._statements("risks", 1, 4),
            "measures": self._measures(),
            "actions": self._statements("actions", 2, 5),
            "never_asked": {"items": self._codes("data", 1, 3), "stated_by": "organisation"},
            "internal": f"Invented for the benchmark, from {self.random.getrandbits(64):016x}.",
        }
        return {**facts, **(self._texts() if self.is_authored else {})}

    def _incident(self) -> Content:
        severity: Content = {"code": self._code("severities")}
        if self.is_authored:
            severity["reason"] = self._say(sentences.REASONS)
        incident: Content = {
            "kind": self._statement(self.kind),
            "status": TOLD[0],
            "severity": severity,
            "aspects": ["confidentiality", *self._some(["integrity", "availability"], 0, 2)],
            "organisation": {"name": self.organisation},
            "own_systems": self._statement(self._own_systems()),
        }
        if self.has_vendor:
            incident["vendor"] = {"name": self.random.choice(sentences.VENDORS), "service": self._code("services")}
        return incident

    def _own_systems(self) -> str:
        """What is said of the own systems, which the kind of incident does not contradict, nor what is said later."""
        excluding, kind = self.vocabulary.excluding, ("kinds", self.kind)
        known = sorted(self.vocabulary.groups["own_systems"])
        code = self.random.choice([it for it in known if kind not in excluding.get(("own_systems", it), ())])
        self.excluded = set(excluding.get(("own_systems", code), ()))
        return code

    def _affected(self) -> Content:
        number = self._number()
        counts: list[Any] = ["unknown", str(number), {"from": str(number), "to": str(2 * number)}]
        products = self._some(["api", "chatgpt"], 1, 2)
        return {
            "products": products,
            "people": self._statement(self.random.choice(["some", "all", "unknown"])),
            "count": self.random.choice(counts),
            "not_affected_products": [] if "chatgpt" in products else ["chatgpt"],
            "contacted_directly": self._code("contacts_with_people"),
        }

    def _data(self) -> Content:
        codes = self._codes("data", 8, 17)
        exposed: list[Any] = codes[: self.random.randint(2, 8)]
        wholes = {whole for code in exposed for whole in self.vocabulary.groups["data"][code].part_of}
        not_exposed = [code for code in codes[len(exposed) :] if code not in wholes]
        if self.is_authored:
            exposed[0] = {"code": exposed[0], "certainty": "possible", "note": self._say(sentences.NOTES)}
        return {"stated_by": "organisation", "exposed": exposed, "not_exposed": not_exposed}

    def _timeline(self) -> Iterator[Content]:
        day = self.started - timedelta(days=30)
        for code in self._codes("events", 4, 9):
            day += timedelta(days=self.random.randint(2, 4), minutes=self.random.randint(0, 900))
            yield {**self._statement(code), **self._when(day)}

    def _when(self, day: datetime) -> Mapping[str, str]:
        date, next_date = day.date().isoformat(), (day + timedelta(days=1)).date().isoformat()
        forms = (
            {"date": date},
            {"date": rfc3339(day)},
            {"date": "unknown"},
            {"not_before": date},
            {"not_before": date, "not_after": next_date},
        )
        return self.random.choices(forms, (6, 6, 1, 1, 1))[0]

    def _measures(self) -> Content:
        known = self.vocabulary.groups["measures"]
        chosen = self._statements("measures", 4, 9)
        measures = sorted(chosen, key=lambda it: (not known[it["code"]].done, it["code"] != "investigation"))
        return {"taken": measures[:-3], "ongoing": measures[-3:-1], "planned": measures[-1:]}

    def _texts(self) -> Content:
        reference = {
            "id": "statement",
            "title": self._say(sentences.REFERENCES),
            "url": f"https://statement.example/{self.id.lower()}",
        }
        text = {
            "title": self._say(sentences.TITLES),
            "summary": self._say(sentences.SUMMARIES, 2, 3),
            "what_happened": self._say(sentences.EVENTS, 2, 4, between="\n\n"),
            "lessons": [{"id": "first", "text": self._say(sentences.LESSONS), "stated_by": "experts"}],
        }
        return {"text": text, "references": [reference]}

    def _say(self, texts: Texts, low: int = 1, high: int = 1, between: str = " ") -> str:
        """Some of the texts, joined; remembers how the other languages say the same."""
        chosen, values = self._some(texts, low, high), {"organisation": self.organisation, "number": self._number()}
        said = {path: between.join(text[path].format(**values) for text in chosen) for path in sentences.LANGUAGES}
        self.words[said[self.language]] = said
        return said[self.language]

    def _statements(self, group: str, low: int, high: int) -> list[Content]:
        return [self._statement(code) for code in self._agreeing(group, self._codes(group, low, high))]

    def _agreeing(self, group: str, codes: Iterable[str]) -> Iterator[str]:
        """The codes that exclude neither one before them nor the data that every incident has exposed."""
        excluding, taken = self.vocabulary.excluding, {EXPOSED}
        for code in codes:
            key = (group, code)
            if not {*excluding.get(key, ())} & taken and not any(key in excluding.get(it, ()) for it in taken):
                taken.add(key)
                yield code

    def _statement(self, code: str) -> Content:
        sources = ["organisation", "researchers", "authorities", *(["vendor"] if self.has_vendor else [])]
        return {"code": code, "stated_by": self.random.choice(sources)}

    def _code(self, group: str) -> str:
        return self._codes(group, 1, 1)[0]

    def _codes(self, group: str, low: int, high: int) -> list[str]:
        """Some codes of a group, in a varied order; those that speak of a vendor only where there is one."""
        needs = self.vocabulary.needs
        known = sorted(self.vocabulary.groups[group])
        told = [code for code in known if (group, code) not in self.excluded]
        fitting = [code for code in told if self.has_vendor or not {"vendor", "service"} & needs(group, code)]
        return self._some(fitting, low, high)

    def _some(self, items: Sequence[Item], low: int, high: int) -> list[Item]:
        return self.random.sample(items, min(len(items), self.random.randint(low, high)))

    def _number(self) -> int:
        return self.random.randint(100, 900_000)

    def _later(self, days: int) -> datetime:
        return self.started + timedelta(days=self.random.randint(days, 2 * days))
