"""Localise: a record (its releases up to now) in one language becomes an edition.

Pure: values in, values out. Facts are said by the vocabulary's sentences; authored text is shown in the
reader's language when all critical texts have a current translation, and in the source language otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from build_tools.language.language import Language, capitalised
from build_tools.model.advisory import (
    Action,
    Advisory,
    Affected,
    Data,
    Event,
    Measures,
    NeverAsked,
    Organisation,
    Risk,
)
from build_tools.model.authored import authored_texts, entry_names
from build_tools.model.edition import (
    Advice,
    AffectedPart,
    Dated,
    Edition,
    Items,
    Link,
    MeasuresPart,
    Passage,
    ReleaseNote,
    Said,
    Term,
    Text,
)
from build_tools.model.fields import Count, Statement
from build_tools.model.release import Record, Release
from build_tools.site import Site


def localise(record: Record, language: Language, site: Site) -> Edition:
    """The edition of a record's newest release in a language."""
    speaker = _Speaker.of(record.current, language, site)
    return speaker.edition(record)


def placeholder_values(advisory: Advisory, language: Language, site: Site) -> dict[str, str]:
    """What the placeholders of the vocabulary stand for in this advisory."""
    incident = advisory.incident
    products = [site.product_names.get(product, product) for product in advisory.affected.products]
    values = {
        "organisation": (incident.organisation or Organisation(name=site.publisher.name)).name,
        "publisher": site.publisher.name,
        "products": language.listed(products),
    }
    if incident.vendor:
        service = language.phrase("services", incident.vendor.service, "label")
        values |= {"vendor": incident.vendor.name, "service": service}
    return values


@dataclass(frozen=True)
class _AuthoredWords:
    """The authored texts of one release as a reader of one language gets them."""

    texts: Mapping[str, Text]
    missing: tuple[str, ...]
    partial: bool

    @classmethod
    def of(cls, release: Release, language: Language, source_tag: str) -> _AuthoredWords:
        authored = authored_texts(release.advisory)
        if release.advisory.language == language.path:
            texts = {text.path: Text(text.text, source_tag, "authored", text.markdown) for text in authored}
            return cls(texts, (), False)
        translations = release.translations.get(language.path, {})
        missing = tuple(text.path for text in authored if text.path not in translations)
        partial = any(text.critical for text in authored if text.path in missing)
        shown: dict[str, Text] = {}
        for text in authored:
            if partial:
                shown[text.path] = Text(text.text, source_tag, "untranslated", text.markdown)
            elif text.path in translations:
                shown[text.path] = Text(translations[text.path], language.tag, "translated", text.markdown)
        return cls(shown, missing, partial)


@dataclass(frozen=True)
class _Speaker:
    """Says the facts of one release in one language."""

    release: Release
    language: Language
    site: Site
    source_tag: str
    words: _AuthoredWords
    values: Mapping[str, str]

    @classmethod
    def of(cls, release: Release, language: Language, site: Site) -> _Speaker:
        tags = {setting.path: setting.tag for setting in site.languages}
        source_tag = tags.get(release.advisory.language, release.advisory.language)
        words = _AuthoredWords.of(release, language, source_tag)
        return cls(release, language, site, source_tag, words, placeholder_values(release.advisory, language, site))

    def edition(self, record: Record) -> Edition:
        advisory, incident = self.release.advisory, self.release.advisory.incident
        return Edition(
            id=advisory.id,
            language=self.language.path,
            tag=self.language.tag,
            source_tag=self.source_tag,
            draft=record.draft,
            partial=self.words.partial,
            missing=self.words.missing,
            published=record.releases[0].released_at,
            updated=max(release.released_at for release in record.releases),
            releases=tuple(self.release_note(release) for release in reversed(record.releases)),
            title=self.authored("text.title") or self.generated(self.phrase("kinds", incident.kind.code, "title")),
            summary=self.authored("text.summary") or self.generated(self.summary(advisory)),
            what_happened=self.authored("text.what_happened"),
            lessons=self.lessons(advisory),
            kind=self.said("kinds", incident.kind, "incident.kind"),
            status=self.term("statuses", incident.status),
            severity=self.term("severities", incident.severity.code),
            severity_reason=self.authored("incident.severity.reason"),
            aspects=tuple(self.term("aspects", aspect) for aspect in incident.aspects),
            organisation=self.values["organisation"],
            vendor=self.values.get("vendor"),
            vendor_service=self.values.get("service"),
            own_systems=self.optional("own_systems", incident.own_systems, "incident.own_systems"),
            affected=self.affected(advisory.affected),
            exposed=self.items(advisory.data, "exposed"),
            not_exposed=self.items(advisory.data, "not_exposed"),
            timeline=tuple(map(self.dated, advisory.timeline, _entry_paths("timeline", advisory.timeline))),
            aware_at=self.aware_at(advisory),
            assessment=self.all_said("assessments", "assessment", advisory.assessment),
            risks=tuple(map(self.risk, advisory.risks, _entry_paths("risks", advisory.risks))),
            measures=self.measures(advisory.measures),
            actions=tuple(map(self.advice, advisory.actions, _entry_paths("actions", advisory.actions))),
            never_asked=self.never_asked(advisory.never_asked),
            genuine_messages=self.authored("genuine_messages") or self.setting(self.site.publisher.genuine_messages),
            contact=self.authored("contact"),
            next_update=self.next_update(advisory.next_update),
            references=tuple(
                Link(entry.id, self.authored(f"references.{entry.id}.title") or self.generated(entry.url), entry.url)
                for entry in advisory.references
            ),
        )

    def phrase(self, group: str, code: str, part: str) -> str:
        return self.language.phrase(group, code, part, self.values)

    def term(self, group: str, code: str) -> Term:
        """A code with its label and what explains it; data are explained by a definition, the rest by a sentence."""
        explained = "definition" if group == "data" else "text"
        return Term(code, self.phrase(group, code, "label"), self.phrase(group, code, explained))

    def generated(self, value: str) -> Text:
        return Text(value, self.language.tag)

    def setting(self, value: str) -> Text:
        return Text(self.language.site_text(value), self.language.tag, markdown=True)

    def authored(self, path: str) -> Text | None:
        return self.words.texts.get(path)

    def sources(self, codes: Iterable[str]) -> tuple[Term, ...]:
        return tuple(self.term("sources", code) for code in codes)

    def said(self, group: str, statement: Statement, path: str, part: str = "text") -> Said:
        """A coded statement in words; authored text replaces the vocabulary's where the advisory has some."""
        code = statement.code
        return Said(
            code=code,
            label=capitalised(self.phrase(group, code, "label")),
            text=self.authored(f"{path}.text") or self.generated(self.phrase(group, code, part)),
            sources=self.sources(statement.stated_by),
            certainty=self.term("certainties", statement.certainty),
            note=self.authored(f"{path}.note"),
        )

    def optional(self, group: str, statement: Statement | None, path: str) -> Said | None:
        return self.said(group, statement, path) if statement else None

    def all_said(
        self, group: str, path: str, statements: tuple[Statement, ...], part: str = "text"
    ) -> tuple[Said, ...]:
        pairs = zip(statements, _entry_paths(path, statements), strict=True)
        return tuple(self.said(group, statement, entry, part) for statement, entry in pairs)

    def items(self, data: Data, side: str) -> Items:
        said = self.all_said("data", f"data.{side}", getattr(data, side), "definition")
        return Items(said, self.sources(data.stated_by))

    def risk(self, risk: Risk, path: str) -> Said:
        said = self.said("risks", risk, path)
        return Said(**{**vars(said), "details": tuple(self.term("data", code) for code in risk.based_on)})

    def advice(self, action: Action, path: str) -> Advice:
        how, why = (self.phrase("actions", action.code, part) for part in ("how", "why"))
        return Advice(self.said("actions", action, path, "what"), how, why)

    def measures(self, measures: Measures) -> MeasuresPart:
        phases = ("taken", "ongoing", "planned")
        return MeasuresPart(
            *(self.all_said("measures", f"measures.{phase}", getattr(measures, phase)) for phase in phases)
        )

    def never_asked(self, never: NeverAsked | None) -> Said | None:
        if never is None:
            return None
        data = tuple(self.term("data", code) for code in never.items)
        text = self.language.gettext(
            "{organisation} never asks for any of the following in unsolicited messages: {data}.",
            organisation=self.values["organisation"],
            data=self.language.listed(term.label for term in data),
        )
        confirmed = self.term("certainties", "confirmed")
        return Said("never_asked", "", self.generated(text), self.sources(never.stated_by), confirmed, details=data)

    def affected(self, affected: Affected) -> AffectedPart:
        return AffectedPart(
            people=self.said("people", affected.people, "affected.people"),
            count=self.count(affected.count),
            products=self.products(affected.products),
            not_affected_products=self.products(affected.not_affected_products),
            contact=self.optional("contacts_with_people", affected.contacted_directly, "affected.contacted_directly"),
        )

    def products(self, ids: tuple[str, ...]) -> tuple[Term, ...]:
        return tuple(Term(product, self.site.product_names.get(product, product)) for product in ids)

    def count(self, count: Count) -> str:
        language = self.language
        if count.low is None or count.high is None:
            return language.gettext("The number of people affected is not known.")
        if count.low == count.high:
            return language.ngettext("{count} person is affected.", "{count} people are affected.", count.low)
        low, high = language.number(count.low), language.number(count.high)
        return language.gettext("Between {low} and {high} people are affected.", low=low, high=high)

    def dated(self, event: Event, path: str) -> Dated:
        exact = event.date if event.date not in (None, "unknown") else None
        machine = exact.written if exact and not isinstance(exact, str) else None
        return Dated(self.when(event), machine, self.said("events", event, path))

    def when(self, event: Event) -> str:
        gettext, moment = self.language.gettext, self.language.moment
        if event.date == "unknown":
            return gettext("Date not known")
        if event.date is not None and not isinstance(event.date, str):
            return moment(event.date)
        if event.not_before and event.not_after:
            first, last = moment(event.not_before), moment(event.not_after)
            return gettext("Between {first} and {last}", first=first, last=last)
        if event.not_before:
            return gettext("{date} or later (exact date not known)", date=moment(event.not_before))
        assert event.not_after, "an event says when: the model refuses one that does not"
        return gettext("{date} or earlier (exact date not known)", date=moment(event.not_after))

    def aware_at(self, advisory: Advisory) -> str | None:
        aware, gettext, name = advisory.aware_at, self.language.gettext, self.values["organisation"]
        if aware is None:
            return None
        if isinstance(aware, str):
            return gettext("It is not known when {organisation} became aware of the incident.", organisation=name)
        date = self.language.moment(aware)
        return gettext("{organisation} became aware of the incident: {date}.", organisation=name, date=date)

    def next_update(self, value: str | datetime) -> str:
        if isinstance(value, str):
            return self.phrase("next_updates", value, "text")
        return self.language.gettext("Next update by {date}.", date=self.language.instant(value))

    def lessons(self, advisory: Advisory) -> tuple[Passage, ...]:
        pairs = zip(advisory.text.lessons, _entry_paths("text.lessons", advisory.text.lessons), strict=True)
        shown = ((lesson, self.authored(f"{path}.text")) for lesson, path in pairs)
        return tuple(Passage(text, self.sources(lesson.stated_by)) for lesson, text in shown if text)

    def release_note(self, release: Release) -> ReleaseNote:
        words = _AuthoredWords.of(release, self.language, self.source_tag).texts
        text = words.get("release.text") or words.get("release.reason")
        return ReleaseNote(release.number, release.released_at, self.term("changes", release.change), text)

    def summary(self, advisory: Advisory) -> str:
        """What happened, who is affected and which data, in whole sentences, for an advisory without a summary."""
        incident, data, gettext = advisory.incident, advisory.data, self.language.gettext
        sentences = [self.phrase("kinds", incident.kind.code, "text")]
        sentences.append(self.phrase("people", advisory.affected.people.code, "text"))
        if data.exposed:
            labels = self.language.listed(self.phrase("data", item.code, "label") for item in data.exposed)
            sentences.append(gettext("Data exposed: {data}.", data=labels))
        if data.not_exposed:
            labels = self.language.listed(self.phrase("data", item.code, "label") for item in data.not_exposed)
            sentences.append(gettext("Data not exposed: {data}.", data=labels))
        return " ".join(sentences)


def _entry_paths(path: str, entries: tuple[object, ...]) -> list[str]:
    """The field paths of the entries of a list, as the authored texts name them."""
    return [f"{path}.{name}" for name in entry_names(entries)]
