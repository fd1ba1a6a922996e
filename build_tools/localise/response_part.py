"""What may follow, what is being done, what the reader should do, and what can be learnt."""

from __future__ import annotations

from build_tools.localise.speaker import Speaker, entry_paths
from build_tools.model.advisory import Advisory
from build_tools.model.edition import MeaningPart, MeasuresPart
from build_tools.model.incident import Measures
from build_tools.model.said import Advice, Link, Passage, Said
from build_tools.model.statements import Action, NeverAsked, Risk


def meaning(advisory: Advisory, speaker: Speaker) -> MeaningPart:
    """What the incident means, and what may follow from it."""
    assessment = speaker.all_said("assessments", "assessment", advisory.assessment)
    return MeaningPart(assessment, _risks(advisory.risks, speaker))


def _risks(entries: tuple[Risk, ...], speaker: Speaker) -> tuple[Said, ...]:
    """What may follow, each with the exposed data that it rests on."""
    pairs = zip(entries, speaker.all_said("risks", "risks", entries), strict=True)
    return tuple(
        said._replace(details=tuple(speaker.term("data", code) for code in risk.based_on)) for risk, said in pairs
    )


def actions(entries: tuple[Action, ...], speaker: Speaker) -> tuple[Advice, ...]:
    """What the reader should do, how, and why."""
    pairs = zip(entries, entry_paths("actions", entries), strict=True)
    return tuple(_advice(action, path, speaker) for action, path in pairs)


def _advice(action: Action, path: str, speaker: Speaker) -> Advice:
    how, why = (speaker.phrase("actions", action.code, part) for part in ("how", "why"))
    return Advice(speaker.said("actions", action, path, "what"), how, why)


def measures(entries: Measures, speaker: Speaker) -> MeasuresPart:
    """What was done, is being done and will be done."""
    taken, ongoing, planned = (
        speaker.all_said("measures", f"measures.{phase}", getattr(entries, phase))
        for phase in ("taken", "ongoing", "planned")
    )
    return MeasuresPart(taken, ongoing, planned)


def never_asked(never: NeverAsked | None, speaker: Speaker) -> Said | None:
    """What the organisation never asks for, as one sentence."""
    if never is None:
        return None
    data = tuple(speaker.term("data", code) for code in never.items)
    text = speaker.language.gettext(
        "{organisation} never asks for any of the following in unsolicited messages: {data}.",
        organisation=speaker.values["organisation"],
        data=speaker.language.listed(term.label for term in data),
    )
    confirmed, sources = speaker.term("certainties", "confirmed"), speaker.sources(never.stated_by)
    return Said("never_asked", "", speaker.generated(text), sources, confirmed, details=data)


def lessons(advisory: Advisory, speaker: Speaker) -> tuple[Passage, ...]:
    """The lessons that can be shown in the reader's language, or all in the source language."""
    shown = ((lesson, speaker.authored(f"text.lessons.{lesson.id}.text")) for lesson in advisory.text.lessons)
    return tuple(Passage(lesson.id, text, speaker.sources(lesson.stated_by)) for lesson, text in shown if text)


def references(advisory: Advisory, speaker: Speaker) -> tuple[Link, ...]:
    """The links, each with its title, or with its address where the title is not translated."""
    return tuple(
        Link(entry.id, speaker.authored(f"references.{entry.id}.title") or speaker.generated(entry.url), entry.url)
        for entry in advisory.references
    )
