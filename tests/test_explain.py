"""Every code has its explanation, and `advisory explain` finds it, a code of the vocabulary, or a field."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from build_tools.cli import main
from build_tools.explaining import Dictionary
from build_tools.explanations import Explanation, read_explanations
from build_tools.language.vocabulary import Entry, Vocabulary
from build_tools.project import Project
from build_tools.rules.release_kinds import FORBIDDEN
from tests.conftest import ROOT

EXPLANATIONS = read_explanations()
CODE_STANDS_AT = {"Problem": 1, "FieldError": 0, "Fault": 0, "Refusal": 0, "problem": 1, "_Kind": 0}
HANDED_ON = {"code", "fault.code", "why.code"}
"""Codes that were written down elsewhere: yielded with a message, or looked up in a table."""


def explain(*arguments: str, folder: Path = ROOT) -> Result:
    return CliRunner().invoke(main, ["--project", str(folder), "explain", *arguments])


def codes_of_calls(tree: ast.AST) -> Iterator[str]:
    """The codes that stand in calls which make a problem."""
    for node in ast.walk(tree):
        name = getattr(getattr(node, "func", None), "id", "") or getattr(getattr(node, "func", None), "attr", "")
        if isinstance(node, ast.Call) and name in CODE_STANDS_AT and len(node.args) > CODE_STANDS_AT[name]:
            code = node.args[CODE_STANDS_AT[name]]
            if isinstance(code, ast.Constant):
                yield str(code.value)
            else:
                assert ast.unparse(code) in HANDED_ON, ast.unparse(code)


def codes_of_yields(tree: ast.AST) -> Iterator[str]:
    """The codes that are yielded together with a message."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
            if isinstance(first, ast.Constant) and re.fullmatch("[a-z]+(-[a-z]+)+", str(first.value)):
                yield str(first.value)


def all_codes() -> set[str]:
    """The codes of all problems that the press can tell."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "build_tools").rglob("*.py")]
    written = {code for tree in trees for code in [*codes_of_calls(tree), *codes_of_yields(tree)]}
    return written | {code for _, code, _ in FORBIDDEN.values()}


def test_every_code_is_explained() -> None:
    """The explanations are of the codes that exist: none is missing, and none is left over."""
    codes = all_codes()
    assert len(codes) > 110
    assert {"yaml-syntax", "inline-script", "correction-in-update", "id-taken", "raw-html"} <= codes
    assert set(EXPLANATIONS) == codes


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_an_explanation_is_plain_sentences(code: str) -> None:
    """It says what it means and what to do, as sentences, without words of a programmer, and short in its first one."""
    explanation = EXPLANATIONS[code]
    jargon = r"\b(we|our|null|string|parse\w*|token|node|exception|invalid|boolean|integer|schema|regex)\b"
    for words in (explanation.what, explanation.mend):
        assert re.fullmatch(r"[A-Z`].*\.", words), words
        assert not re.search(jargon, re.sub(r"`[^`]*`", "", words), re.IGNORECASE), words
    assert len(explanation.first_sentence) <= 125, explanation.first_sentence


@pytest.mark.parametrize("code", EXPLANATIONS)
def test_a_problem_is_explained(code: str) -> None:
    """Each code of a problem is told whole, also where there is no project."""
    done = explain(code, folder=ROOT / "docs")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"`{code}` is the code of a problem.\n")
    assert EXPLANATIONS[code].what in done.stdout
    assert f"What to do: {EXPLANATIONS[code].mend}" in done.stdout


def test_a_code_is_shown_in_every_language(project: Project) -> None:
    """A code of the vocabulary is shown with its group, its words in each language, and its terms elsewhere."""
    said = explain("email_address").stdout
    assert said.startswith("`email_address` is a code of `data` in the vocabulary.\n")
    for language in project.languages.values():
        assert f"{language.setting.name}:\n  label: {language.phrase('data', 'email_address', 'label')}\n" in said
    assert "Data Privacy Vocabulary: EmailAddress" in said


def test_a_code_of_two_groups_is_shown_in_both(project: Project) -> None:
    """Codes are unique in a group only."""
    groups = project.vocabulary.groups
    several = {
        code for one in groups for code in groups[one] for other in groups if other != one and code in groups[other]
    }
    assert several
    for code in several:
        told = re.findall(r"is a code of `(\w+)`", explain(code).stdout)
        assert told == [group for group in groups if code in groups[group]]


def test_a_field_is_shown_with_its_codes(project: Project) -> None:
    """A field is found by its path, also in a list, and its codes are those of its group."""
    for path, group in {"incident.kind": "kinds", "data.exposed": "data", "risks.based_on": "data"}.items():
        said = explain(path).stdout
        assert said.startswith(f"`{path}` is a field of an advisory.\n")
        assert f"Its codes are those of `{group}`: {', '.join(project.vocabulary.groups[group])}." in said
    assert explain("affected.count").stdout.startswith("`affected.count` is a field of an advisory.\n")


@pytest.mark.parametrize("word", ["severity", "Severity", "SEVERITY", "severity:", "`severity`", "incident.severity"])
def test_a_field_is_found_by_its_name(word: str) -> None:
    """The last part of a path is enough, whatever its letters, as messages and files show it."""
    assert explain(word).stdout == explain("incident.severity").stdout
    assert explain(word).stdout.startswith("`incident.severity` is a field of an advisory.\n")


def test_fields_of_one_name_are_all_told() -> None:
    """A few are told whole, many are listed, and those of which the same is said are counted."""
    assert re.findall("`(.+?)` is a field of an advisory", explain("reason").stdout) == [
        "incident.severity.reason",
        "release.reason",
        "waivers.reason",
    ]
    listed = explain("code").stdout.splitlines()
    assert listed[0] == "`code` is the name of several fields."
    assert re.fullmatch(r"  incident\.severity\.code +How serious it is: a code of `severities`\.", listed[3])
    assert "`incident.kind.note` is a field of an advisory, and 12 other entries have it too." in explain("note").stdout
    assert "Of this name are also `text.lessons.id` and `references.id`.\n" in explain("id").stdout


def test_a_code_is_found_in_capitals() -> None:
    """Codes of problems and of the vocabulary, too."""
    for word in ("raw-html", "email_address"):
        assert explain(word.upper()).stdout == explain(word).stdout


def test_a_word_of_several_kinds_is_told_as_each() -> None:
    """A word that is a problem, a code and a field is told as all three."""
    vocabulary = Vocabulary({"data": {"data": Entry(label="data of any kind")}})
    meanings = Dictionary({"data": Explanation("Something is wrong.", "Mend it.")}, vocabulary).meanings("data")
    assert [meaning.title for meaning in meanings] == [
        "`data` is the code of a problem.",
        "`data` is a code of `data` in the vocabulary.",
        "`data` is a field of an advisory.",
    ]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("raw-htm", "raw-html"),
        ("emial_address", "email_address"),
        ("afected.count", "affected.count"),
        ("severty", "severity"),
    ],
)
def test_an_unknown_word_is_a_wrong_call(word: str, meant: str) -> None:
    """Whoever misspells a word is told the closest one, whatever it is."""
    done = explain(word)
    assert done.exit_code == 2
    assert f"There is no problem, code or field `{word}`. Did you mean `{meant}`" in done.stderr


def test_without_a_word_all_codes_are_listed() -> None:
    """Each code stands on a line, with the first sentence about it."""
    lines = explain().stdout.splitlines()
    assert [line.split()[0] for line in lines] == sorted(EXPLANATIONS)
    assert all(line.endswith(".") for line in lines)
