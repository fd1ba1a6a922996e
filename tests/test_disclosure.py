"""What must not be told by accident is found wherever it stands, and nothing else is; a waiver silences what it names.

The tokens below are put together here, so that no scanner of repositories takes this file for a leak.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, get_args

import polib
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools.checking import Checked, check_named
from build_tools.cli import main
from build_tools.credentials import TOKENS
from build_tools.language.languages import Translations
from build_tools.load import load_advisory
from build_tools.model.advisory import Advisory
from build_tools.model.described import described_fields
from build_tools.model.waiver import WaivableCode
from build_tools.problems import Problem
from build_tools.project import read_project
from build_tools.report import FORMATS, Report
from build_tools.rules.disclosure import check_draft, check_half_written, check_unreadable, faults
from build_tools.rules.known import Known
from build_tools.rules.searched_texts import NAMES_SECRET
from build_tools.yaml_source import read_yaml
from tests.conftest import ROOT, codes, read
from tests.property.advisories import sources
from tests.translating import translation_lines

OWN = "desk@incident-press.example"
FILE = "advisories/2025/ADV-2025-0001.yaml"
HEX, MIXED = "0a1b2c3d4e5f60718293a4b5c6d7e8f9", "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8"

EXAMPLES = {
    "an access key of AWS": ["AKIA" + "IOSFODNN7EXAMPLE"],
    "an access key of GitHub": ["ghp_" + MIXED[:36], "github_pat_" + MIXED[:40]],
    "an access key of GitLab": ["glpat-" + MIXED[:20]],
    "an access key of Slack": [
        "xoxb-" + "1234567890-" + MIXED[:24],
        "https://hooks.slack.com/services/" + "T00/B00/" + MIXED[:24],
    ],
    "an access key of Stripe": ["sk_live_" + MIXED[:24], "whsec_" + MIXED[:32]],
    "an access key of Google": ["AIza" + MIXED[:35], "GOCSPX-" + MIXED[:28]],
    "an access key of OpenAI or Anthropic": [
        "sk-proj-" + MIXED[:40],
        "sk-ant-" + "api03-" + MIXED[:40],
        "sk-" + MIXED[:48],
    ],
    "an access key of npm": ["npm_" + MIXED[:36]],
    "an access key of PyPI": ["pypi-AgEIcHlwaS5vcmc" + MIXED[:50]],
    "a JSON Web Token": ["eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiIxMjM0NTY3ODkwIn0." + MIXED[:43]],
    "an access key of Azure": [
        "AccountKey=" + (MIXED * 2)[:86] + "==",
        "abc8Q~" + MIXED[:34],
        "sig=" + MIXED[:43] + "%3D",
    ],
    "an access key of Telegram": ["123456789:AA" + MIXED[:33]],
    "an access key of Discord": ["MTk4NjIyNDgzNDcxOTI1MjQ4." + "Cl2FMQ." + MIXED[:27]],
    "an access key of SendGrid": ["SG." + MIXED[:22] + "." + MIXED[:43]],
    "an access key of Twilio": ["SK" + HEX],
    "an access key of Mailchimp or Mailgun": [HEX + "-us6", "key-" + HEX],
    "an access key of DigitalOcean": ["dop_v1_" + HEX * 2],
    "an access key of Docker": ["dckr_pat_" + MIXED[:27]],
    "an access key of Hugging Face": ["hf_" + MIXED[:34]],
    "an access key of Shopify": ["shpat_" + HEX],
    "an access key of Atlassian": ["ATATT3" + MIXED[:56]],
    "an access key of Databricks": ["dapi" + HEX],
    "an access key of HashiCorp Vault": ["hvs." + MIXED[:24]],
    "an access key of Postman": ["PMAK-" + HEX[:24] + "-" + HEX + "ab"],
    "an access key of New Relic": ["NRAK-" + "A1B2C3D4E5F6G7H8I9J0K1L2M3N"],
    "an access key of age": ["AGE-SECRET-KEY-1" + (HEX * 2).upper()[:58]],
}

TOLD = {
    "password: hunter2": ["secret-password"],
    "The password is `hunter2`.": ["secret-password"],
    "The password of the test account is hunter2, and": ["secret-password"],
    "Das Passwort lautet „Sommer“.": ["secret-password"],
    "Kennwort: geheim12": ["secret-password"],
    "A senha é Verao#24 e não muda.": ["secret-password"],
    "PIN: 482913": ["secret-password"],
    "pwd=sommer": ["secret-password"],
    "See https://anna:hunter2@files.example/list.": ["secret-password"],
    "redis://:hunter2@cache.example": ["secret-password"],
    "DB_PASSWORD=hunter2": ["secret-password"],
    "MYSQL_ROOT_PASSWORD=sommer": ["secret-password"],
    "export PGPASSWORD = sommer": ["secret-password"],
    '{"userPassword": "sommer"}': ["secret-password"],
    "password_prod: hunter2": ["secret-password"],
    "Masterpasswort: Geheim12": ["secret-password"],
    "Passwörter: Geheim12": ["secret-password"],
    "Kennwörter lauten so. Kennwort2: Geheim12": ["secret-password"],
    "senha_db=verao": ["secret-password"],
    "DB_SENHA=verao": ["secret-password"],
    "Senha mestra: Verao24": ["secret-password"],
    "As senhas: Verao24": ["secret-password"],
    "A palavra-passe é Verao24": ["secret-password"],
    f"client_secret={HEX}": ["secret-key"],
    f"api_token={HEX}": ["secret-key"],
    f"MY_API_KEY={HEX}": ["secret-key"],
    f"API_KEY_PROD={HEX}": ["secret-key"],
    f"accessToken: {HEX}": ["secret-key"],
    f"clientSecret := {HEX}": ["secret-key"],
    f"API-Schlüssel: {HEX}": ["secret-key"],
    f"chave_api={HEX}": ["secret-key"],
    "aws_secret_access_key = wJalrXUtnFEMI" + "/K7MDENG/bPxRfiCYEXAMPLEKEY": ["secret-key"],
    "-----BEGIN OPENSSH PRIVATE KEY-----": ["secret-key"],
    "-----BEGIN PGP PRIVATE KEY BLOCK-----": ["secret-key"],
    f"The API key is {HEX}.": ["secret-key"],
    f"https://a.example/?key={HEX}": ["secret-key"],
    f"O token é {HEX}": ["secret-key"],
    f"Der Schlüssel lautet {HEX}.": ["secret-key"],
    f"Authorization: Bearer {HEX}": ["secret-key"],
    "Found in kX9mQ2vR7tY4wZ1pL8nB5cD3fG6hJ0sA.": ["secret-key"],
    "The server 10.1.2.3 and 172.31.0.9, or 192.168.1.10:8080": ["private-address"] * 3,
    "http://127.0.0.1/x and 169.254.1.1 and 100.64.0.1": ["private-address"] * 3,
    "fe80::1, fd12:3456::1 and ::1": ["private-address"] * 3,
    "http://localhost:8000/ and wiki.corp.local and db-1.internal": ["private-address"] * 3,
    r"C:\Users\anna\notes.docx and C:/Users/otto/x": ["private-path"] * 2,
    "/home/anna/list.csv, /Users/otto and file:///home/eva/x": ["private-path"] * 3,
    r"on \\fileserver\staff$\list.xlsx": ["private-path"],
    "Write to anna.m@partner.example.": ["email-address"],
    "[Anna](mailto:anna@partner.example)": ["email-address"],
    "DE89 3704 0044 0532 0130 00 and GB82WEST12345698765432": ["bank-account"] * 2,
    "4111 1111 1111 1111, 5500-0000-0000-0004 and 378282246310005": ["card-number"] * 3,
    "CPF 529.982.247-25": ["national-id"],
    "Call +49 30 1234567, +55 11 91234-5678 or (11) 91234-5678.": ["phone-number"] * 3,
    "Tel.: 030 1234567, telefone 0800 123 4567": ["phone-number"] * 2,
}

SILENT = [
    *(
        "Passwords were not exposed.",
        "The password is not among them.",
        "The password of 12 accounts was reset.",
        "Your password was changed in 2025.",
    ),
    *("password: also in hashed form", "password", "security_answer", "Passwords: hashed", "password_required=true"),
    *(
        "Passwort-Manager ist sicher.",
        "Passwörter: alle zurückgesetzt",
        "As senhas foram trocadas.",
        "Shipping: 12345678",
    ),
    *("password_changed_at=2025-11-09T10:00Z", "Senha mestra: não afetada", "The keys: transparency", "keyboard: yes"),
    *("The password is 12 characters long.", "Password: 8-character minimum", "The password was SHA-256 hashed."),
    *(
        "Das Passwort ist sicher.",
        "Ihr Kennwort: nicht betroffen.",
        "A senha é armazenada como hash.",
        "password: ******",
    ),
    *("API key: none were exposed.", "Our secret: transparency.", "The token is valid for 12 hours.", "PIN: unknown"),
    *("ADV-2025-0001", "third_party_breach", "CVE-2025-12345", "2025-11-09T14:30Z", "from 10:30:15 on", "UTC+02:00"),
    *(f"SHA-256 {HEX}{HEX}", "commit 59c4d55085b48bcfa56207c956480ac7ad1643d3", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),
    *("8.8.8.8 and 192.0.2.1 and 2001:db8::1", "version 10.0.1.2", "v10.0.1.2", "1.2.3", "10.0.19045.3", "local"),
    *("https://news.example/home/incident", "https://a.example/Users/list", "an internal notice", "and/or", "c:/d"),
    *(OWN, "press@mail.incident-press.example", "@anna on social media", "2025@", "https://a.example/@anna/post"),
    *("4111 1111 1111 1112", "1234 5678 9012 3456", "DE89 3704 0044 0532 0130 01", "529.982.247-26", "+12 %"),
    *("12,500 people on 2025-11-09", "Phone numbers of 12 500 people", "https://a.example/status/1857123456789012345"),
    *("https://docs.example/d/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms", "Telephone: 2025-11-09 to 2025-11-12"),
    *("Donaudampfschifffahrtsgesellschaftskapitän", "two-factor-authentication-for-everybody-in-2025"),
]


@pytest.mark.parametrize("name", TOKENS)
def test_each_form_of_token_has_an_example(name: str) -> None:
    """A token is called by the name of its issuer, alone and in the middle of a sentence."""
    for token in EXAMPLES[name]:
        for text in (token, f"We lost {token}, and more.", f"https://host.example/?a=1&x={token}"):
            assert [fault.message.partition(":")[0] for fault in faults(text, OWN)] == [f"This looks like {name}"], text


@pytest.mark.parametrize("text", TOLD)
def test_each_thing_is_told_once(text: str) -> None:
    """Passwords, private addresses and personal data are found in three languages, each under one code."""
    assert [fault.code for fault in faults(text, OWN)] == TOLD[text]


@pytest.mark.parametrize("text", SILENT)
def test_what_only_looks_like_it_is_passed_over(text: str) -> None:
    """What an honest advisory says of passwords, versions, times, digests and numbers raises no alarm."""
    assert faults(text, OWN) == ()


@pytest.mark.parametrize("text", [*TOLD, *(token for tokens in EXAMPLES.values() for token in tokens)])
def test_no_message_repeats_what_it_warns_of(text: str) -> None:
    """A message holds at most the first four characters, so that a log leaks nothing."""
    for fault in faults(text, OWN):
        assert fault.words in text
        assert len(shown := re.findall("`(.*?)…`", fault.message)) == 1
        assert len(shown[0]) <= 4 < len(fault.words) * 2
        assert fault.words[:5] not in f"{fault.message} {fault.mend}"


def test_every_code_can_be_waived() -> None:
    """The codes that the format takes in `waivers:` are the ones that there are."""
    found = {code for told in TOLD.values() for code in told}
    assert found == set(get_args(WaivableCode))


def test_what_is_shipped_raises_no_alarm() -> None:
    """The advisory, the vocabulary and all catalogues, in every language, are passed over."""
    texts = [*leaves(yaml.load((ROOT / "locales/vocabulary.yaml").read_bytes(), yaml.BaseLoader))]
    for path in (ROOT / "locales").rglob("*.po"):
        for entry in polib.pofile(str(path)):
            texts += [entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values(), entry.comment]
    for path in (ROOT / "tests/golden").rglob("*"):
        is_for_people = path.is_file() and path.relative_to(ROOT / "tests/golden").parts[0] not in ("api", "outputs")
        texts += path.read_text(encoding="utf-8").split("\n") if is_for_people else []
    assert len(texts) > 5000
    assert [(text, found) for text in texts if (found := faults(text, OWN))] == []
    assert read_project(ROOT)[1] == ()


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for item in value.values() if isinstance(value, dict) else value:
            yield from leaves(item)


@pytest.fixture(scope="module")
def known() -> Known:
    project = read(ROOT)
    return Known(project.site, project.vocabulary)


def found_in(content: str, known: Known) -> list[Problem]:
    """What is told of a file."""
    draft, problems = load_advisory(FILE, content.encode(), known.vocabulary.groups)
    assert draft, problems
    return list(check_draft(draft, known, Translations({}, {})))


FREE = {
    "title",
    "summary",
    "what_happened",
    "note",
    "text",
    "reason",
    "internal",
    "contact",
    "genuine_messages",
    "name",
}
PLANTED = {
    "AKIA" + "IOSFODNN7EXAMPLE": "secret-key",
    "password=hunter2": "secret-password",
    "anna@partner.example": "email-address",
    "192.168.7.1": "private-address",
    "/home/anna/list.csv": "private-path",
}


@settings(suppress_health_check=list(HealthCheck), max_examples=60, derandomize=True)
@given(data=st.data(), words=st.sampled_from(sorted(PLANTED)))
def test_a_secret_is_found_wherever_it_stands(data: st.DataObject, words: str, known: Known) -> None:
    """In any text of any advisory, a planted secret is told, in its line and column."""
    source = data.draw(sources(known.vocabulary.groups)) | {"internal": "A note."}
    source.pop("waivers", None)
    spots = [*free_texts(source, ())]
    *parents, name = data.draw(st.sampled_from(spots))
    target = source
    for step in parents:
        target = target[step]
    target[name] = f"See {words} for more."
    content = json.dumps(source, ensure_ascii=False, indent=2)
    told = [problem for problem in found_in(content, known) if problem.code == PLANTED[words]]
    lines = content.split("\n")
    bare = words.removeprefix("password=")
    assert any(lines[it.place.line - 1][it.place.column - 1 :].startswith(bare) for it in told)
    assert {problem.severity for problem in told} == {"warning"}


def free_texts(value: Any, path: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    for step, item in value.items() if isinstance(value, dict) else enumerate(value if isinstance(value, list) else ()):
        if step in FREE and isinstance(item, str):
            yield (*path, step)
        yield from free_texts(item, (*path, step))


EMAIL = "anna@partner.example"


def shipped(*lines: str) -> str:
    return (ROOT / FILE).read_text(encoding="utf-8") + "\n".join(lines) + "\n"


def waiver(problem: str, words: str) -> str:
    return f"waivers: [{{problem: {problem}, words: '{words}', reason: She speaks for the partner.}}]"


@pytest.mark.parametrize(
    ("problem", "words", "told"),
    [
        ("email-address", EMAIL, []),
        ("email-address", f"Ask {EMAIL}", []),
        ("email-address", "otto@partner.example", ["email-address", "waiver-unused"]),
        ("email-address", f"jo{EMAIL}", ["email-address", "waiver-unused"]),
        ("email-address", "anna", ["email-address", "waiver-unused"]),
        ("phone-number", EMAIL, ["email-address", "waiver-unused"]),
    ],
)
def test_a_waiver_silences_what_it_names(problem: str, words: str, told: list[str], known: Known) -> None:
    """The code and the whole words count; a waiver that silences nothing is told."""
    content = shipped(waiver(problem, words)).replace("  what_happened: |", f"  what_happened: |\n    Ask {EMAIL}.\n")
    assert sorted(codes(found_in(content, known))) == told


def test_comments_are_read(known: Known) -> None:
    """What stands behind a `#` lies in git as well, and is told in its place."""
    told = found_in(shipped(f"# ask {EMAIL} first"), known)
    last = shipped().count("\n")
    assert [(problem.code, problem.place.line, problem.place.column) for problem in told] == [
        ("email-address", last, 7)
    ]


def half_written(known: Known, *lines: str) -> list[Problem]:
    """What is told of the secrets in a file with a blank and a wrong code."""
    content = (
        shipped(*lines).replace("count: unknown", "count: ___").replace("{code: third_party_breach", "{code: theft")
    )
    draft, problems = load_advisory(FILE, content.encode(), known.vocabulary.groups, OWN)
    assert draft is None
    assert [problem.code for problem in problems if problem.severity == "error"] == ["blank", "unknown-code"]
    return [problem for problem in problems if problem.severity == "warning"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("# password=hunter2secret", ["secret-password"]),
        (f"# ask {EMAIL} first", ["email-address"]),
        (f"# ask {OWN} first", []),
        (f"waivers: [{{problem: email-address, words: {EMAIL}, reason: Hers.}}] # {EMAIL}", []),
        (
            f"waivers: [{{problem: email-address, words: otto@partner.example, reason: His.}}] # {EMAIL}",
            ["email-address"],
        ),
    ],
)
def test_a_half_written_file_is_read(line: str, told: list[str], known: Known) -> None:
    """Where a blank or a wrong code stands, secrets are told as well, unless a whole waiver names them."""
    assert codes(half_written(known, line)) == told


UNREADABLE = {
    "a quote that is never closed": 'title: "Words\n',
    "a bracket that is never closed": "products: [api\n",
    "a tab": "\tdata: x\n",
    "a second document": "---\nid: x\n---\nid: y\n",
    "a conflict of git": "<<<<<<< ours\n=======\n>>>>>>> theirs\n",
}


@pytest.mark.parametrize("broken", UNREADABLE.values(), ids=UNREADABLE)
@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("# password=hunter2secret", {("secret-password", 1, 12)}),
        ("internal: |\n  Ask.\n  The password\n  is hunter2secret.", {("secret-password", 4, 6)}),
        (f"internal: >\n  Ask {EMAIL}, and {OWN}.\n  Ask {EMAIL}.", {("email-address", 2, 7)}),
        (f"internal: &a {{key: {HEX}}}\ntitle: 10.0.0.1", {("secret-key", 1, 20), ("private-address", 2, 8)}),
        ("contact: Call +49 30 1234567.", set()),
        ("internal: Call +49 30 1234567.", {("phone-number", 1, 16)}),
        ("data:\n  exposed:\n    - password\n    - api_key\n", set()),
        (f"{waiver('email-address', EMAIL)}\ninternal: Ask {EMAIL}.", set()),
        (f"waivers: [{{words: {EMAIL}\ninternal: Ask {EMAIL}.", {("email-address", 2, 15)}),
    ],
)
def test_a_file_that_is_no_yaml_is_read(lines: str, told: set[tuple[str, int, int]], broken: str) -> None:
    """Wherever reading a file ends, secrets are told in their places, unless a waiver that can be read names them."""
    content = f"{lines}\n{broken}".encode()
    assert read_yaml(FILE, content)[0] is None
    found = [*check_unreadable(FILE, content, OWN)]
    assert {(problem.code, problem.place.line, problem.place.column) for problem in found} == told
    assert {problem.severity for problem in found} <= {"warning"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_in_another_encoding_is_read(encoding: str, end: str) -> None:
    """Whatever a file was saved as, its lines are counted as an editor counts them."""
    content = end.join(["title: 'Größe", "internal: é password=hunter2secret", ""]).encode(encoding)
    (found,) = check_unreadable(FILE, content)
    assert (found.code, found.place) == ("secret-password", (FILE, 2, 22))


def test_a_file_tells_the_same_when_it_is_no_yaml_any_more() -> None:
    """Of what stands in values and comments neither more nor less is told; in what is shipped, nothing."""
    sound = f"internal: Ask {EMAIL} or 192.168.7.1.\ntext: {{title: 'PIN: 482913'}}\n# password=hunter2secret\n"
    tree, _ = read_yaml(FILE, sound.encode())
    assert tree is not None
    told = [*check_half_written(tree, OWN)]
    assert len(told) == 4
    assert {*check_unreadable(FILE, f"{sound}\t".encode(), OWN)} == {*told}
    assert not [*check_unreadable(FILE, f"{shipped()}\t".encode(), OWN)]


def test_a_setting_is_told_by_its_name(known: Known) -> None:
    """A value that only its name shows to be secret is told in a file that has no such field."""
    for line in ("DB_PASSWORD: hunter2", f"api-token: {HEX}", f"{MIXED}1: x"):
        draft, problems = load_advisory(FILE, shipped(line).encode(), known.vocabulary.groups, OWN)
        assert draft is None
        assert {"secret-password", "secret-key"} & {problem.code for problem in problems}, line
    names = {step for path in described_fields() for step in path.split(".")}
    assert len(names) > 50
    assert not [name for name in names if NAMES_SECRET.search(name)]


def log(lines: int) -> str:
    return "".join(
        f"  10.0.{at // 250}.{at % 250} password=hunter{at} from u{at}@partner.example\n" for at in range(lines)
    )


def test_of_a_pasted_log_the_first_findings_are_told(known: Known) -> None:
    """Twenty findings of one text are listed, and the last says how many more there are; so of all comments."""
    for content in (f"what_happened: |\n{log(300)}", log(300).replace("  10", "# 10")):
        told = found_in(
            re.sub("(?m)^internal: .*\n", "", shipped()) + content.replace("what_happened", "internal"), known
        )
        assert len(told) == 20
        assert sum(" more findings in this text: not listed." in problem.message for problem in told) == 1


def test_waived_findings_hide_no_others(known: Known) -> None:
    """What is waived does not count among the twenty."""
    words = " ".join(f"u{at}@partner.example" for at in range(40))
    content = (
        re.sub("(?m)^internal: .*\n", "", shipped()) + f"internal: {words} {EMAIL}\n{waiver('email-address', words)}\n"
    )
    assert [problem.message.count("more") for problem in found_in(content, known)] == [0]


def test_a_number_to_call_may_stand_in_contact(known: Known) -> None:
    """In `contact:` a telephone number is what readers look for; elsewhere it may be somebody's own."""
    number = "+49 30 1234567"
    assert found_in(shipped().replace("contact: default", f"contact: Call {number}."), known) == []
    assert codes(found_in(shipped().replace("internal: ", f"internal: Call {number}. "), known)) == ["phone-number"]


def test_translations_are_read(project_folder: Path) -> None:
    """What a translation adds is told in its catalogue; the waiver of the advisory counts there too."""
    path = project_folder / "locales/de/advisories/ADV-2025-0001.po"
    po = polib.pofile(str(path))
    entry = next(entry for entry in po if entry.msgctxt == "ADV-2025-0001/text.summary")
    entry.msgstr += f" Fragen an {EMAIL}."
    po.save()
    told = read_project(project_folder)[1]
    assert [(problem.code, problem.place.file) for problem in told] == [
        ("address-changed", "locales/de/advisories/ADV-2025-0001.po"),
        ("email-address", "locales/de/advisories/ADV-2025-0001.po"),
    ]
    assert {problem.place.line for problem in told} == {translation_lines(path)[entry.msgctxt, entry.msgid]}
    entry.tcomment = "waiver address-changed: readers of German write to another desk"
    po.save()
    (project_folder / FILE).write_text(shipped(waiver("email-address", EMAIL)), encoding="utf-8")
    assert read_project(project_folder)[1] == ()


def test_a_waiver_is_in_no_release(project_folder: Path) -> None:
    """Waivers are not frozen, and one that is added is no change."""
    words = shipped(waiver("email-address", EMAIL)).replace("internal: ", f"internal: Ask {EMAIL}. ")
    (project_folder / FILE).write_text(words, encoding="utf-8")
    project, problems = read_project(project_folder)
    assert project
    assert (problems, project.unreleased) == ((), [])
    (project_folder / FILE).write_text(
        words.replace("count: unknown", "count: 7").replace("release: {change: initial}", "release: {change: update}"),
        encoding="utf-8",
    )
    command = ["--project", str(project_folder), "release", "ADV-2025-0001", "--at", "2025-12-19T10:00Z"]
    assert CliRunner().invoke(main, command).exit_code == 0
    frozen = (project_folder / "advisories/history/ADV-2025-0001/0002.json").read_text(encoding="utf-8")
    assert EMAIL not in frozen
    assert "waivers" not in frozen
    assert "waivers" in Advisory.model_fields


SECRETS = {
    "AKIA" + "IOSFODNN7EXAMPLE": "AKIA" + "IOSFODNN7EXAMPLE",
    "password=hunter2secret": "hunter2secret",
    "DB_PASSWORD=hunter2secret": "hunter2secret",
    "https://anna:hunter2secret@files.example/a/long/path": "hunter2secret",
    "ftp://anna:hunter2secret@files.example": "hunter2secret",
    f"api_token={HEX}": HEX,
    f"<a href='https://a.example/?key={HEX}'>": HEX,
    f"{'far ' * 11}token={HEX}": HEX,
    f"-----BEGIN PRIVATE KEY----- {HEX}": HEX,
    f"[here](https://a.example/?secret={HEX})": HEX,
}
"""What is planted, and the words of it that nobody may read."""

MALFORMED = [
    *("{}", "- {}", "internal:{}", "internal = {}", "internal ： {}", "'{}': x\n'{}': y", "internal: 'a' {}"),
    *("internal: [{}", "internal: “{}”", "internal: |{}", "internal: {}: {}", "internal: *{}", "internal: &{} x"),
    *("internal: !{} x", "{}\n# ___", "internal:\u00a0{}", 'internal: "{}\\', "internal: '{}", "\t{}", "x: <<: {}"),
    *("actions: {}", "actions: '{}, {}'", "actions: [___, '{}']", "{}: [a]", "internal: {{'{}': }}", "<<: '{}'"),
]


def planted(words: str) -> Iterator[str]:
    """Files with the words in every field, in every field of free text, and in lines that are no good YAML."""
    source = yaml.load(shipped(), yaml.BaseLoader)
    yield json.dumps(everywhere(source, words))
    for step in [*free_texts(source, ())]:
        *parents, name = step
        target = source
        for parent in parents:
            target = target[parent]
        target[name] = words
    yield json.dumps(source)
    head = "id: ADV-2025-0001\nlanguage: en\n"
    yield from (head + line.format(words, words) + "\n" for line in MALFORMED)
    for name in ("password", "db_password", *(("api_token",) if HEX in words else ())):
        value = re.sub(".*[ =:]", "", words)
        yield from (f"{head}{name}: {mark}{value}\n" for mark in ("", "*", "&", "!", "['a' ", "“"))


def everywhere(value: Any, words: str) -> Any:
    if isinstance(value, dict):
        return {name: everywhere(item, words) for name, item in value.items()}
    return [everywhere(item, words) for item in value] if isinstance(value, list) else words


@pytest.mark.parametrize("words", SECRETS)
def test_no_report_repeats_a_secret(words: str, project_folder: Path) -> None:
    """Whatever is wrong with a file, nothing that `check` prints, in any form, holds more than four characters."""
    told = 0
    for content in planted(words):
        (project_folder / FILE).write_text(content, encoding="utf-8")
        checked = check_named(project_folder, ["ADV-2025-0001"], project_folder, datetime.now(UTC))
        assert isinstance(checked, Checked)
        told += len(checked.problems)
        for printed in FORMATS.values():
            text = "".join(printed(Report(checked.problems, 1, ("English",), "")))
            assert SECRETS[words][:5] not in text, (content, text)
    assert told > len(MALFORMED)


def test_the_command_repeats_no_secret(project_folder: Path) -> None:
    """What the command itself prints of a file with a secret in every field holds none."""
    for words, secret in SECRETS.items():
        (project_folder / FILE).write_text(next(planted(words)), encoding="utf-8")
        result = CliRunner().invoke(main, ["--project", str(project_folder), "check", "ADV-2025-0001"])
        assert result.exit_code == 1
        assert secret[:5] not in result.output
