"""Whatever history a site has: what feeds promise of order, cut, dates and archives holds after each step of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build_tools import feed_items, pipeline
from build_tools.feed_items import FeedItem
from build_tools.model.edition import Headline
from build_tools.model.release import LaterTranslation, Record, Release
from build_tools.project import Project
from build_tools.render.atom import _updated
from tests.conftest import NOW

START = datetime.fromisoformat("2024-12-20T00:00:00+00:00")
KINDS = ["update", "correction", "editorial", "withdrawal", "reinstatement"]
HOUR = timedelta(hours=1)


class Step(NamedTuple):
    """Something that happens: to which advisory, how much later than the last thing, and what."""

    advisory: int
    hours: int
    kind: str


Pair = tuple[dict[str, FeedItem], list[FeedItem]]
STEPS = st.lists(
    st.builds(
        Step,
        st.integers(0, 30),
        st.sampled_from([0, 0, 1, 24, 24 * 20, 24 * 40]),
        st.sampled_from([*KINDS, "translation"]),
    ),
    min_size=1,
    max_size=60,
)


def lived(first: Release, steps: Sequence[Step]) -> list[tuple[dict[str, Record], datetime]]:
    """The records after each step. An advisory begins when something first happens to it."""
    now, records, states = START, {}, []
    for step in steps:
        now += step.hours * HOUR
        name = f"ADV-2024-{step.advisory:04d}"
        releases = records[name].releases if name in records else ()
        records = {**records, name: Record(releases=happened(first, name, releases, step, now))}
        states.append((records, now))
    return states


def happened(
    first: Release, name: str, releases: tuple[Release, ...], step: Step, now: datetime
) -> tuple[Release, ...]:
    """The releases with one more, or with a translation of the newest."""
    if releases and step.kind == "translation":
        return *releases[:-1], releases[-1].with_fields(later=(*releases[-1].later, translation(releases[-1], now)))
    products = ("api",) if (step.advisory + len(releases)) % 3 else ("chatgpt",)
    affected = first.advisory.affected.with_fields(products=products)
    advisory = first.advisory.with_fields(id=name, affected=affected)
    change = step.kind if releases and step.kind != "translation" else "initial"
    fields: dict[str, Any] = {"number": len(releases) + 1, "released_at": now, "change": change, "advisory": advisory}
    return *releases, first.with_fields(**fields)


def translation(release: Release, now: datetime) -> LaterTranslation:
    return LaterTranslation(
        advisory=release.advisory.id,
        release=release.number,
        language="de",
        number=len(release.later) + 1,
        translated_at=now,
        previous="0" * 64,
        translations={},
        sources={},
    )


def items_of(kind: str, project: Project, records: dict[str, Record]) -> tuple[FeedItem, ...]:
    """The items of German readers."""
    headlines: list[Headline] = []
    for record in records.values():
        headlines.append(pipeline.voices_of(record, project)["de"].headline)
    make = feed_items.advisory_items if kind == "advisories" else feed_items.update_items
    return make(headlines, records, project.site)


@pytest.mark.parametrize("product", [None, "chatgpt"])
@pytest.mark.parametrize("kind", ["advisories", "updates"])
@settings(max_examples=12)
@given(steps=STEPS)
@example(steps=[Step(number, 0, "update") for number in range(31)])  # all in one second
@example(steps=[Step(number % 31, 24 * 20, "update") for number in range(62)])
@example(steps=[Step(number, 0, "update") for number in (5, 3, 4, 3, 5)] + [Step(5, 1, "translation")])
def test_promises_hold_after_each_step(project: Project, kind: str, product: str | None, steps: list[Step]) -> None:
    """Order, cut and archives are as promised; nothing is lost, published again, or older than it was."""
    first = pipeline.public_records(project, NOW)[0].current
    known: dict[str, FeedItem] = {}
    years: set[int] = set()
    for records, now in lived(first, steps):
        items = items_of(kind, project, records)
        items = items if product is None else feed_items.of_product(items, product, records)
        assert_ordered(items)
        assert_cut(items)
        assert_nothing_lost(known, items, now)
        archives = feed_items.archives(items)
        assert years <= archives.keys()
        carried = {item.identity for part in (feed_items.cut(items), *archives.values()) for item in part}
        assert carried == {item.identity for item in items}
        known, years = {item.identity: item for item in items}, set(archives)


def assert_ordered(items: Sequence[FeedItem]) -> None:
    """Newest change first; ids and the instants that Atom gives are all different."""
    keys = [(item.updated, item.headline.id, item.release or 0) for item in items]
    assert keys == sorted(keys, reverse=True)
    assert len({item.identity for item in items}) == len(items)
    assert len({_updated(item) for item in items}) == len(items)


def assert_cut(items: Sequence[FeedItem]) -> None:
    """The first twenty at least, and all that changed in the thirty days before the newest change."""
    recent = [item for item in items if item.updated >= items[0].updated - timedelta(days=30)]
    assert list(feed_items.cut(items)) == list(items[: max(20, len(recent))])


def assert_nothing_lost(known: dict[str, FeedItem], items: Sequence[FeedItem], now: datetime) -> None:
    """Items stay, with their date of publication; none goes back, by no millionth of a second."""
    found = {item.identity: item for item in items}
    assert known.keys() <= found.keys()
    for identity, before in known.items():
        after = found[identity]
        assert after.published == before.published <= after.updated <= now
        assert (after.updated, after.place) >= (before.updated, before.place)


def test_only_releases_that_must_be_seen_have_an_update(project: Project) -> None:
    """An editorial change and a translation have none, and move the item of the advisory."""
    first = pipeline.public_records(project, NOW)[0].current
    steps = [Step(1, 1, kind) for kind in ("update", "editorial", "correction", "translation", "withdrawal")]
    for (records, now), expected in zip(lived(first, steps), ([1], [1], [3, 1], [3, 1], [4, 3, 1]), strict=True):
        assert [item.release for item in items_of("updates", project, records)] == expected
        assert items_of("advisories", project, records)[0].updated == now


def test_a_product_keeps_what_turned_out_not_to_concern_it(project: Project) -> None:
    """Who follows a product must learn that it is not affected after all: what once concerned it, stays."""
    first = pipeline.public_records(project, NOW)[0].current
    *_, (records, _now) = lived(first, [Step(1, 1, "update"), Step(1, 1, "correction"), Step(1, 1, "correction")])
    assert [release.advisory.affected.products for release in records["ADV-2024-0001"].releases] == [
        ("api",), ("api",), ("chatgpt",)
    ]  # fmt: skip
    updates = items_of("updates", project, records)
    assert [item.release for item in feed_items.of_product(updates, "api", records)] == [3, 2, 1]
    assert [item.release for item in feed_items.of_product(updates, "chatgpt", records)] == [3]


def test_identity_does_not_follow_the_site(project: Project) -> None:
    """The id of an item stays when the site moves to another address."""
    record = pipeline.public_records(project, NOW)[0]
    headline = pipeline.voices_of(record, project)["en"].headline
    moved = project.site.model_copy(update={"url": "https://elsewhere.example/status/"})
    records = {headline.id: record}
    before, after = (feed_items.advisory_items([headline], records, site)[0] for site in (project.site, moved))
    assert before.identity == after.identity == "tag:incident-press.example,2025-11-01:ADV-2025-0001/en"
    assert feed_items.page_url(project.site, headline) != feed_items.page_url(moved, headline)
