"""What the feed validator of the W3C would find fault with, errors and warnings alike, as far as our feeds go.

In: the path and the bytes of an RSS or Atom document. Out: what is wrong with it, by the validator's own names for
faults. The rules were read in the validator's source (w3c/feedvalidator) and are written anew here.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.entities import name2codepoint
from io import BytesIO
from urllib.parse import urlsplit

import html5lib
from babel import Locale, UnknownLocaleError

ATOM, CONTENT, DC, FH, XML = (
    "{http://www.w3.org/2005/Atom}",
    "{http://purl.org/rss/1.0/modules/content/}",
    "{http://purl.org/dc/elements/1.1/}",
    "{http://purl.org/syndication/history/1.0}",
    "{http://www.w3.org/XML/1998/namespace}",
)
PREFIXES = {
    "http://www.w3.org/2005/Atom": "atom",
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/syndication/history/1.0": "fh",
}
ITEM = ("title", "link", "guid", "pubDate", "category", "description")
FEED = ("title", "subtitle", "updated", "author", "link", "id", "entry")
ENTRY = ("title", "link", "id", "published", "updated", "category", "summary", "content")
ELEMENTS = {
    "channel": ["title", "link", "description", "language", "lastBuildDate", f"{ATOM}link", f"{FH}archive", "item"],
    "item": [*ITEM, f"{ATOM}updated", f"{ATOM}link", f"{DC}creator", f"{DC}language", f"{CONTENT}encoded"],
    f"{ATOM}feed": [*(f"{ATOM}{name}" for name in FEED), f"{FH}archive"],
    f"{ATOM}entry": [f"{ATOM}{name}" for name in ENTRY],
}
REQUIRED = {
    "channel": ["title", "link", "description", "language"],
    "item": ["title", "link", "guid", "pubDate", "description"],
    f"{ATOM}feed": [f"{ATOM}{name}" for name in ("title", "id", "updated", "author")],
    f"{ATOM}entry": [f"{ATOM}{name}" for name in ("title", "id", "updated", "summary")],
}
MANY = {"item", "category", f"{ATOM}link", f"{ATOM}entry", f"{ATOM}category"}
RELATIONS = {"alternate", "self", "related", "hub", "current", "prev-archive", "next-archive"}
HISTORY = {"current", "prev-archive", "next-archive"}
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d\d) ([A-Z][a-z]{2}) (\d{4}) \d\d:\d\d:\d\d (\+0000|GMT)")
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
TAG_URI = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[0-9a-zA-Z;/?:@&=+$._!~*'()%,-]+")
URI = re.compile(r"https?://[a-z0-9][0-9a-zA-Z;/?:@&=+$._!~*'()%,#-]*")
HTML = {
    *("a", "bdi", "br", "code", "div", "em", "h2", "h3", "li", "ol", "p", "section", "span", "strong", "time", "ul"),
}
ATTRIBUTES = {"class", "datetime", "dir", "href", "hreflang", "id", "lang", "reversed", "title"}


def faults(path: str, content: bytes, url: str) -> list[str]:
    """What the validator would say of the document that is published at a path below an address."""
    namespaces = [pair for _event, pair in ET.iterparse(BytesIO(content), events=["start-ns"])]
    root = ET.fromstring(content)
    found = [*_of_namespaces(namespaces, is_atom=root.tag == f"{ATOM}feed")]
    if not content.startswith(b"<?xml version='1.0' encoding='utf-8'?>"):
        found.append("NotUTF8")
    feed = root if root.tag == f"{ATOM}feed" else root.find("channel")
    if feed is None or (feed is not root and root.get("version") != "2.0"):
        return [*found, "InvalidRSSVersion"]
    entries = [child for child in feed if child.tag in ("item", f"{ATOM}entry")]
    found += _of_feed(feed, url + path)
    for entry in entries:
        found += _of_entry(entry)
    return [*found, *_of_all(feed, entries)]


def _of_namespaces(declared: list[tuple[str, str]], *, is_atom: bool) -> Iterator[str]:
    for prefix, namespace in declared:
        if namespace not in PREFIXES:
            yield f"UnknownNamespace {namespace}"
        elif prefix and prefix != PREFIXES[namespace]:
            yield f"NonstdPrefix {prefix}"
        elif prefix == "atom" and is_atom:
            yield "AvoidNamespacePrefix"


def _of_feed(feed: ET.Element, address: str) -> Iterator[str]:
    yield from _of_children(feed)
    kinds = [child.tag in ("item", f"{ATOM}entry") for child in feed]
    if True in kinds and False in kinds[kinds.index(True) :]:
        yield "MisplacedItem, MisplacedMetadata"
    links = feed.findall(f"{ATOM}link")
    own = [link.get("href") for link in links if link.get("rel") == "self"]
    if own != [address]:
        yield "MissingSelf, SelfDoesntMatchLocation"
    relations = {link.get("rel") for link in links}
    if feed.find(f"{FH}archive") is not None and not relations & {"prev-archive", "next-archive"}:
        yield "ArchiveIncomplete"
    if feed.find(f"{FH}archive") is not None and "current" not in relations:
        yield "MissingCurrentInArchive"
    if feed.tag == f"{ATOM}feed" and not feed.get(f"{XML}lang"):
        yield "MissingDCLanguage"


def _of_entry(entry: ET.Element) -> Iterator[str]:
    yield from _of_children(entry)
    if HISTORY & {link.get("rel") for link in entry.findall(f"{ATOM}link")}:
        yield "FeedHistoryRelInEntry"
    if entry.tag == "item":
        tags = [child.tag for child in entry]
        if f"{CONTENT}encoded" in tags and "description" not in tags[: tags.index(f"{CONTENT}encoded")]:
            yield "NeedDescriptionBeforeContent"
        if "author" in tags or "{http://purl.org/dc/elements/1.1/}subject" in tags:
            yield "DuplicateItemSemantics"
    elif not [link for link in entry.findall(f"{ATOM}link") if link.get("rel") == "alternate"]:
        yield "MissingContentOrAlternate"


def _of_children(parent: ET.Element) -> Iterator[str]:
    counts = Counter(child.tag for child in parent)
    for tag, count in counts.items():
        if tag not in ELEMENTS[parent.tag]:
            yield f"UndefinedElement {tag}"
        if count > 1 and tag not in MANY:
            yield f"DuplicateElement {tag}"
    yield from (f"MissingElement {tag}" for tag in REQUIRED[parent.tag] if not counts[tag])
    links = [child for child in parent if child.tag == f"{ATOM}link"]
    alternates = Counter((it.get("type"), it.get("hreflang")) for it in links if it.get("rel") == "alternate")
    if alternates and max(alternates.values()) > 1:
        yield "DuplicateAtomLink"
    for child in parent:
        yield from _of_element(child)


def _of_element(element: ET.Element) -> Iterator[str]:
    name, text = element.tag.rpartition("}")[2], element.text or ""
    if element.tag == f"{ATOM}link":
        yield from _of_link(element)
    elif name in ("pubDate", "lastBuildDate"):
        yield from _of_mail_date(text)
    elif name in ("updated", "published") and not RFC3339.fullmatch(text):
        yield f"InvalidRFC3339Date {text}"
    elif name in ("guid", "id"):
        if element.tag == "guid" and element.get("isPermaLink") != "false":
            yield "InvalidPermalink"
        if not TAG_URI.fullmatch(text):
            yield f"InvalidTAG {text}"
    elif element.tag == "link" and not URI.fullmatch(text):
        yield f"InvalidFullLink {text}"
    elif name == "language":
        yield from _of_language(text)
    elif name in ("title", "subtitle", "category", "summary") or (name == "description" and element.tag == name):
        yield from _of_plain(element, text)
    if name in ("encoded", "content") or (element.tag == "description" and text.startswith("<")):
        yield from _of_html(element, text)
    if language := element.get(f"{XML}lang"):
        yield from _of_language(language)


def _of_link(link: ET.Element) -> Iterator[str]:
    if link.text or len(link):
        yield "AtomLinkNotEmpty"
    if link.get("rel", "alternate") not in RELATIONS:
        yield f"UnregisteredAtomLinkRel {link.get('rel')}"
    if not URI.fullmatch(link.get("href") or ""):
        yield f"InvalidLink {link.get('href')}"
    media_type = link.get("type")
    if media_type is not None and not re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", media_type):
        yield f"InvalidMIMEType {media_type}"
    if link.get("rel") == "self" and media_type not in ("application/atom+xml", "application/rss+xml"):
        yield "SelfNotAtom"
    if not set(link.attrib) <= {"rel", "type", "href", "hreflang", "title"}:
        yield "UnexpectedAttribute"
    if tag := link.get("hreflang"):
        yield from _of_language(tag)


def _of_mail_date(text: str) -> Iterator[str]:
    match = RFC822.fullmatch(text)
    if not match:
        yield f"InvalidRFC2822Date {text}"
    elif date(int(match[4]), MONTHS.index(match[3]) + 1, int(match[2])).strftime("%a") != match[1]:
        yield f"IncorrectDOW {text}"


def _of_language(tag: str) -> Iterator[str]:
    try:
        Locale.parse(tag, sep="-")
    except (ValueError, UnknownLocaleError):
        yield f"InvalidLanguage {tag}"


def _of_plain(element: ET.Element, text: str) -> Iterator[str]:
    if element.get("type", "text") != "text":
        yield "InvalidTextType"
    text = element.get("label", "") if element.tag == f"{ATOM}category" else text
    if not text.strip():
        yield f"NotBlank {element.tag}"
    entities = [name for name in re.findall(r"&(#?\w+)", text) if name in name2codepoint or not name.isalpha()]
    is_html = element.tag == "description"  # of an item, whose text is escaped once more
    if re.search(r"</\w+>", text) or (entities and not is_html) or re.search("<[/a-zA-Z]", text):
        yield f"ContainsHTML {text}"


def _of_html(element: ET.Element, html: str) -> Iterator[str]:
    if element.tag == f"{ATOM}content" and element.get("type") != "html":
        yield "InvalidTextType"
    try:
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(html)
    except html5lib.html5parser.ParseError as error:
        yield f"NotHtml {error}"
        return
    for tag in tree.iter():
        if isinstance(tag.tag, str) and tag.tag != "DOCUMENT_FRAGMENT":
            yield from _of_tag(tag)


def _of_tag(tag: ET.Element) -> Iterator[str]:
    if tag.tag not in HTML:
        yield f"SecurityRisk {tag.tag}"
    for name, value in tag.attrib.items():
        if name not in ATTRIBUTES and not name.startswith("data-"):
            yield f"SecurityRiskAttr {name}"
        if name in ("href", "src") and not urlsplit(value).scheme:
            yield f"ContainsRelRef {value}"


def _of_all(feed: ET.Element, entries: list[ET.Element]) -> Iterator[str]:
    """What must be told apart within a document."""
    ids = [entry.findtext("guid") or entry.findtext(f"{ATOM}id") for entry in entries]
    if len({*ids, feed.findtext(f"{ATOM}id")}) <= len(ids) and ids:
        yield "DuplicateEntries, DuplicateValue"
    instants = [entry.findtext(f"{ATOM}updated") for entry in entries]
    if feed.tag == f"{ATOM}feed" and len(set(instants)) < len(instants):
        yield "DuplicateUpdated"
