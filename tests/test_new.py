"""`advisory new`: what it writes passes `check` once its blanks are filled, and says nothing that nobody has said."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from build_tools import pipeline
from build_tools.blanks import BLANK
from build_tools.cli import main
from build_tools.drafting import Choice, FirstFacts, Preset, new_source, next_id, preset_kinds, read_preset
from build_tools.load import load_advisory
from build_tools.model.frame import Frames
from build_tools.problems import Problem
from build_tools.project import Project, read_project
from build_tools.rules.names import codes_in
from build_tools.source_text import suspect_characters
from build_tools.yaml_source import read_yaml
from tests.conftest import ROOT, copy_project, read
from tests.test_notices import as_text

KINDS = preset_kinds()
SAMPLE = ROOT / "tests" / "samples" / "ADV-2025-0002.yaml"
GOLDEN = ROOT / "tests" / "golden" / "presets"
FILE = "advisories/2026/ADV-2026-0001.yaml"
ID = "ADV-2026-0001"
NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
ANSWERS = {
    "severity": "high",
    "own_systems": "compromised",
    "people": "some",
    "contacted_directly": "started",
    "name": "Mixpanel",
    "service": "file_transfer",
    "aware_at": "2026-01-12T07:40Z",
    "products": "api",
}
"""What is written where a blank is the value of a key; dates and entries of lists are filled by themselves."""


def run(folder: Path, *arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), *arguments], input=answers)


def filled(source: str, kind: str) -> str:
    """The source with every blank filled, as somebody would who knows one thing for each."""
    preset, days = read_preset(kind), iter(range(1, 29))
    firsts = {"exposed": preset.exposed, "not_exposed": preset.not_exposed, "taken": preset.measures.taken}
    lines, parent = [], ""
    for line in source.split("\n"):
        stands, comment, words = line.partition("#")
        key = re.match(r" *(?:- )?(\w+):", stands)
        parent = key[1] if key else parent
        answer = ANSWERS.get(parent) or (f"2026-01-{next(days):02}" if "date: ___" in stands else "")
        lines.append(stands.replace(BLANK, answer or firsts.get(parent, [""])[0]) + comment + words)
    return "\n".join(lines)


def with_offers(source: str, project: Project) -> str:
    """The source with all that is offered taken up, but what contradicts what stands above it."""
    taken: set[str] = set()
    lines = [_taken_up(line, taken, project) for line in source.split("\n")]
    return "\n".join(line for line in lines if not re.fullmatch(r" *- ___", line))


def _taken_up(line: str, taken: set[str], project: Project) -> str:
    """A line of a new file, without the # in front of it if it is offered and does not contradict what is taken."""
    if re.match(r"#(assessment|risks):", line):
        return line[1:]
    entry = re.match(r" *(#)?- (?:\{code: )?([a-z_]+)", line)
    if entry is None or (entry[1] and contradicts(entry[2], taken, project)):
        return line
    taken.add(entry[2])
    return line.replace("#- ", "- ", 1)


def contradicts(code: str, taken: set[str], project: Project) -> bool:
    """Whether a code cannot stand beside those that are taken, by what the vocabulary says of them."""
    data = project.vocabulary.groups["data"]
    excluding = {code: {name for _, name in others} for (_, code), others in project.vocabulary.excluding.items()}
    exposed = {part for part in taken if part in data}
    wholes = {whole for part in exposed for whole in data[part].part_of}
    own = excluding.get(code, set())
    is_excluded = any(code in excluding.get(other, ()) for other in taken) or bool(own & taken)
    return is_excluded or code in exposed or code in wholes or bool("exposed" in own and exposed)


def read_with(folder: Path, source: str) -> tuple[Project | None, tuple[Problem, ...]]:
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return read_project(folder)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("new") / "project")


@pytest.fixture
def sources(project: Project) -> Callable[[str], str]:
    return lambda kind: new_source(ID, FirstFacts(kind, "en"), project.site, project.vocabulary)


def test_there_is_a_preset_for_every_kind_of_incident(project: Project) -> None:
    """Whatever the vocabulary calls a kind of incident can be begun from a preset, and no preset is left over."""
    assert set(KINDS) == set(project.vocabulary.groups["kinds"])
    assert len(KINDS) >= 8


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_file_has_blanks_and_no_other_problem(desk: Path, kind: str) -> None:
    """Every problem is a blank at its place, with words on what belongs there."""
    (desk / FILE).unlink(missing_ok=True)
    done = run(desk, "new", kind, "--id", ID)
    assert done.exit_code == 0, done.output
    source = (desk / FILE).read_text(encoding="utf-8")
    assert f"{source_blanks(source)} blanks to fill in" in done.output
    _, problems = read_project(desk)
    assert {problem.code for problem in problems} == {"blank"}
    assert len(problems) == source_blanks(source)
    for problem in problems:
        line = source.split("\n")[problem.place.line - 1]
        assert line[problem.place.column - 1 :].startswith(BLANK)
        assert len(problem.mend) > 20


def source_blanks(source: str) -> int:
    """How many blanks stand outside of comments."""
    return sum(line.partition("#")[0].count(BLANK) for line in source.split("\n"))


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_file_has_no_problem(desk: Path, sources: Callable[[str], str], kind: str) -> None:
    """Once each blank is filled, `check` finds nothing, not even a warning."""
    project, problems = read_with(desk, filled(sources(kind), kind))
    assert project
    assert not problems


@pytest.mark.parametrize("kind", [kind for kind in KINDS if read_preset(kind).exposed])
@pytest.mark.parametrize(
    ("told", "deleted"),
    [
        ("delete the list `exposed`", ["exposed"]),
        ("delete the list `not_exposed`", ["not_exposed"]),
        ("delete `data:` with both lists", ["exposed", "not_exposed", "data"]),
    ],
)
def test_a_list_is_deleted_as_the_file_says(
    desk: Path, sources: Callable[[str], str], kind: str, told: str, deleted: list[str]
) -> None:
    """Who does what the comment says has a file without problems, and readers are told that it is investigated."""
    source = sources(kind)
    assert told in source
    for name in deleted:
        source, count = re.subn(rf"^( *){name}:\n(?:\1  +(?:# )?- .*\n)*", "", source, flags=re.MULTILINE)
        assert count == 1
    project, problems = read_with(desk, filled(source, kind))
    assert not problems
    assert project
    draft = next(draft for draft in project.drafts if draft.advisory.id == ID)
    assert not any(getattr(draft.advisory.data, name, ()) for name in deleted)
    assert "extent_under_investigation" in [item.code for item in draft.advisory.assessment]


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_notice_reads_as_it_was_accepted(
    desk: Path, sources: Callable[[str], str], theme: Frames, accepted: Callable[[Path, str], str], kind: str
) -> None:
    """With all that is offered taken up, the notice in each language is the one that was read and accepted."""
    source = with_offers(sources(kind), read(ROOT))
    project, problems = read_with(desk, filled(source, kind))
    assert not problems
    assert project
    draft = next(draft for draft in project.drafts if draft.advisory.id == ID)
    tree, found = pipeline.build_tree(project, [pipeline.draft_record(project, draft, NOW)], theme)
    assert not found
    for language in project.languages:
        notice = as_text(tree[f"{language}/advisories/{ID}/index.html"])
        assert notice == accepted(GOLDEN / f"{kind}.{language}.txt", notice)


def test_every_code_is_of_use(project: Project) -> None:
    """No code of the vocabulary is filler: a preset offers it in its group, or an advisory says it there."""
    groups = project.vocabulary.groups
    sample, _ = load_advisory("sample.yaml", SAMPLE.read_bytes(), groups)
    assert sample
    advisories = [sample.advisory, *(draft.advisory for draft in project.drafts)]
    everything = {(group, code) for group, codes in groups.items() for code in codes}
    said = {(group, code) for advisory in advisories for _, group, code in codes_in(advisory, everything)}
    offered = set().union(*(codes_of(read_preset(kind)) for kind in KINDS))
    sought = {(group, code) for group, code in everything if group in dict(offered)}
    assert len(sought) > 200
    assert sorted(sought - said - offered) == []


def codes_of(preset: Preset) -> set[tuple[str, str]]:
    """The codes of a preset, each with its group."""
    measures = preset.measures
    by_group = {
        "aspects": [preset.aspects],
        "data": [preset.exposed, preset.not_exposed, preset.never_asked],
        "events": [preset.timeline.order],
        "assessments": [preset.assessment],
        "risks": [preset.risks],
        "measures": [measures.taken, measures.ongoing, measures.planned],
        "actions": [preset.actions],
    }
    return {
        (group, code)
        for group, lists in by_group.items()
        for codes in lists
        for code in (codes.written + codes.offered if isinstance(codes, Choice) else codes)
    }


@pytest.mark.parametrize(
    ("group", "least"),
    [("data", 35), ("events", 30), ("measures", 30), ("actions", 25), ("risks", 14), ("assessments", 12)],
)
def test_the_vocabulary_is_broad(project: Project, group: str, least: int) -> None:
    """There are words for the kinds of incident that happen."""
    assert len(project.vocabulary.groups[group]) >= least


def test_terms_of_the_data_privacy_vocabulary_exist(project: Project) -> None:
    """Every `dpv` is a term of the extension "personal data" of DPV 2.3."""
    terms = (ROOT / "tests" / "dpv-terms.txt").read_text(encoding="utf-8").split()
    used = {entry.dpv for entry in project.vocabulary.groups["data"].values() if entry.dpv}
    assert len(used) > 20
    assert sorted(used - set(terms)) == []


def test_it_asks_for_what_is_not_given(project_folder: Path) -> None:
    """Without a kind it asks, takes a number from the list, and leaves a blank where Enter is pressed."""
    done = run(project_folder, "new", "--id", ID, answers="6\n\nchatgpt, api\nhigh\n\n")
    assert done.exit_code == 0, done.output
    assert "ransomware               ransomware attack" in done.output
    source = yaml.safe_load((project_folder / FILE).read_text(encoding="utf-8"))
    assert source["incident"]["kind"] == sorted(KINDS)[5]
    assert source["affected"]["products"] == ["chatgpt", "api"]
    assert source["incident"]["severity"] == "high"
    assert source["affected"]["people"] == BLANK


def test_a_question_is_asked_again(project_folder: Path) -> None:
    """An answer that is no code or id is told what may have been meant, and costs none of the other answers."""
    answers = [
        "ransomwear",
        "third_party_breach",
        "",
        "null",
        "clod",
        "file_transfer",
        "apy",
        "api",
        "hihg",
        "high",
        "",
    ]
    done = run(project_folder, "new", "--id", ID, answers="\n".join(answers) + "\n")
    assert done.exit_code == 0, done.output
    for said in (
        "no kind of incident. Did you mean `ransomware`?",
        "no service.",
        "no product.",
        "Did you mean `high`?",
    ):
        assert said in done.output
    facts = read_yaml(FILE, (project_folder / FILE).read_bytes())[0]
    assert facts
    incident = facts.content["incident"]
    assert incident["vendor"] == {"name": "null", "service": "file_transfer"}
    assert (incident["kind"], incident["severity"]) == ("third_party_breach", "high")
    assert facts.content["affected"]["products"] == ["api"]


def test_options_are_refused_before_anything_is_asked(project_folder: Path) -> None:
    """Nobody answers questions for a command that was called wrongly."""
    done = run(project_folder, "new", "--severity", "hihg", answers="6\n")
    assert done.exit_code == 2
    assert "What kind of incident" not in done.output


@pytest.mark.parametrize(
    ("folder", "schema"), [("advisories", "../../schema"), ("content/advisories", "../../../schema"), ("", "")]
)
def test_a_new_file_names_the_schema_of_the_project(project_folder: Path, folder: str, schema: str) -> None:
    """The first line leads from the file to the schema, wherever advisories lie; without a schema there is none."""
    settings = project_folder / "mkdocs.yml"
    if folder:
        moved = settings.read_text(encoding="utf-8").replace(
            "  - advisories:\n", f"  - advisories:\n      advisories_dir: {folder}\n"
        )
        settings.write_text(moved, encoding="utf-8")
        assert run(project_folder, "schema").exit_code == 0
    assert run(project_folder, "new", "ransomware", "--id", ID).exit_code == 0
    path = project_folder / (folder or "advisories") / "2026" / f"{ID}.yaml"
    named = re.findall(r"^# yaml-language-server: \$schema=(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert named == ([f"{schema}/advisory.schema.json"] if schema else [])
    assert all((path.parent / one).is_file() for one in named)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ransomwear"], "`ransomwear` is no kind of incident. Did you mean `ransomware`?"),
        (["ransomware", "--product", "apy"], "`apy` is no product."),
        (["ransomware", "--severity", "hihg"], "`hihg` is no severity. Did you mean `high`?"),
        (["ransomware", "--people", "many"], "`many` is no share of people."),
        (["ransomware", "--service", "cloud"], "`cloud` is no service."),
        (["ransomware", "--language", "fr"], "`fr` is no language."),
        (["ransomware", "--id", "2026-1"], "2026-1 is no id."),
    ],
)
def test_unknown_words_are_refused(project_folder: Path, arguments: list[str], said: str) -> None:
    """A word that is no code or id is a wrong call: it is named, and nothing is written."""
    done = run(project_folder, "new", *arguments)
    assert done.exit_code == 2
    assert said in " ".join(done.output.split())
    assert not (project_folder / "advisories/2026").exists()


def test_ids_count_up_and_are_never_used_again(project_folder: Path) -> None:
    """The next id lies above every file and every release of its year, deleted sources included."""
    site = read(project_folder).site
    assert next_id(project_folder, site, 2025) == "ADV-2025-0002"
    assert next_id(project_folder, site, 2026) == ID
    (project_folder / "advisories/history/ADV-2026-0041").mkdir()
    assert next_id(project_folder, site, 2026) == "ADV-2026-0042"


def test_nothing_is_written_over(project_folder: Path) -> None:
    """An id that is taken, by a file or by a release alone, is refused, and the file stays."""
    source = project_folder / "advisories/2025/ADV-2025-0001.yaml"
    before = source.read_bytes()
    assert run(project_folder, "new", "ransomware", "--id", "ADV-2025-0001").exit_code == 2
    assert source.read_bytes() == before
    source.unlink()
    assert (
        "There is an advisory ADV-2025-0001 already."
        in run(project_folder, "new", "ransomware", "--id", "ADV-2025-0001").output
    )
    assert not source.exists()


WORDS = st.one_of(
    st.sampled_from(["null", "~", "Null", "true", "no", "12:30", "2025-11-09", "1e3", "<<", "=", "---", "- a", "a: b"]),
    st.text(st.characters(exclude_categories=("C", "Z")), min_size=1),
).filter(lambda text: not [*suspect_characters(text)])


@given(st.one_of(WORDS, WORDS.map(lambda word: f"{word} {word}")))
def test_names_are_written_as_yaml_reads_them(project: Project, name: str) -> None:
    """Whatever an organisation or a vendor is called, the file has that name and nothing else."""
    known = FirstFacts("third_party_breach", "en", organisation=name, vendor=name)
    tree, problems = read_yaml(FILE, new_source(ID, known, project.site, project.vocabulary).encode())
    assert tree, problems
    assert tree.content["incident"]["organisation"]["name"] == name
    assert tree.content["incident"]["vendor"]["name"] == name


def test_a_blank_in_a_text_is_a_blank(project: Project) -> None:
    """Also where any text would do, a blank is never published."""
    source = (ROOT / "advisories/2025/ADV-2025-0001.yaml").read_text(encoding="utf-8")
    source = source.replace("name: Mixpanel", f"name: {BLANK}")
    draft, problems = load_advisory(FILE, source.encode(), project.vocabulary.groups)
    assert draft is None
    assert [problem.code for problem in problems] == ["blank"]
