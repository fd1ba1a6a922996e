# ruff: noqa: E501 - a table
"""What a translator may type who means harm, or does not know better."""

from __future__ import annotations

ATTACKS = (
    # markup and entities
    "<script>alert(49)</script>", "</script><script>alert(49)</script>", "<img src=x onerror=alert(49)>", "<b>bold</b>",
    "<a href='javascript:alert(49)'>x</a>", '"><svg onload=alert(49)>', "' onmouseover='alert(49)", '" autofocus x="',
    "</title><meta http-equiv=refresh content=0>", "</p></section></div></body></html>", "<base href=//evil.example>",
    "<!-- comment -->", "<!--", "--><b>", "<![CDATA[x]]>", "]]>", "<?xml version='1.0'?>", "<!DOCTYPE x [<!ENTITY e 'y'>]>",
    "&amp;", "&lt;b&gt;", "&nbsp;", "&#60;script&#62;", "&e;", "&", "<", ">", "\"'", "</style>", "<plaintext>", "<x y=z",
    # format strings and templates
    "%s", "%d %%", "%(organisation)s", "{}", "{0}", "{obj.attr}", "{organisation.__class__.__mro__}", "{0.__globals__}",
    "{name!r:>10}", "{{7*7}}", "{{ config.items() }}", "{% include 'advisory.html' %}", "{% raw %}", "{# note #}", "${7*7}",
    "#{7*7}", "<%= 7*7 %>", "$(id)", "`id`", "__class__",
    # the frames' holes, and marks of the theme
    "hole4body4hole", "hole0123456789abcdeftitle0123456789abcdef", "data-demonstration data-withdrawn",
    'href="nowhere/"', 'src="//evil.example/x.js"', '<meta name="robots" content="noindex">',
    # links
    "[x](javascript:alert(49))", "[x](https://evil.example/)", "[x](ref:unknown)", "[x](//evil.example)",
    "[x](data:text/html,49)", "[x](ref:unknown \"onclick=alert(49)\")", "[x](ref:statement \"onclick=alert(49)\")", "![x](https://evil.example/x.png)",
    "https://evil.example/", "www.evil.example", "<https://evil.example/>", "mail@evil.example", "[x]: https://evil.example",
    # signs of YAML, JSON, JavaScript, CSS and the terminal
    "yes: [no, - ---", "!!python/object:x", "&anchor *alias", "'\"\\", "\\u003cscript\\u003e", "\\ud800", "\\", '{"a": 1}',
    "*/ alert(49) /*", "');alert(49);//", "url(//evil.example)", "expression(alert(49))", "[bold red]x[/]", "[link=file:///x]y[/link]",
    "# heading", "- item", "1. item", "> quoted", "| a | b |", "*em* **strong** `code`", "***", "---", "    indented",
    # words, and letters
    "null", "None", "undefined", "NaN", "true", "0", "-1", "ß", "İ", "🚨👩‍💻", "é́́", "שלום", "العربية",
    "a" * 2000, "w" * 60 + "-" + "w" * 60,
)  # fmt: skip

TURNING = (
    "\u2066", "\u2067", "\u2068", "\u2069", "\u2069 \u2068", "\u2068API \u2067x\u2069", "x\u2069\u2069", "\u2068x\n\nx\u2069",
    "\u2068x\n- x\u2069", "\u2069" * 50, "\u2067" * 50, "x\u200dx", "\u200cAPI",
)  # fmt: skip
"""Isolates that no other ends or begins, and joiners where nothing joins: refused in every language."""
SET_APART = (
    "\u2068API\u2069",
    "\u2067ب \u2066API\u2069 ب\u2069",
    "\u2066API\u2069 \u2066API\u2069",
    "\u2068ب\u2069\n\n\u2068ب\u2069",
)
"""What languages from right to left may write, and no other."""
JOINED = ("می\u200cرود", "API\u200cها", "क्\u200dष", "👩\u200d💻")
"""Joiners where letters or signs join, which they may in every language."""

REFUSED = {
    "raw-html": ATTACKS[:5] + ATTACKS[8:12] + ("<![CDATA[x]]>", "<?xml version='1.0'?>", "</style>", "<https://evil.example/>"),
    "html-entity": ("&amp;", "&lt;b&gt;", "&nbsp;", "&#60;script&#62;"),
    "placeholders": ("{}", "{0}", "{obj.attr}", "{organisation.__class__.__mro__}", "{0.__globals__}", "{name!r:>10}", "#{7*7}"),
    "template-syntax": ("{{7*7}}", "{{ config.items() }}", "{% include 'advisory.html' %}", "{# note #}", "${7*7}", "<%= 7*7 %>"),
    "link-not-reference": ("[x](javascript:alert(49))", "[x](https://evil.example/)", "[x](//evil.example)", "[x](data:text/html,49)"),
    "unknown-reference": ("[x](ref:unknown)",),
    "host-unknown": ("https://evil.example/", "www.evil.example", "[x]: https://evil.example"),
    "address-changed": ("mail@evil.example",),
    "markup": ("![x](https://evil.example/x.png)", "# heading", "| a | b |", "***"),
}  # fmt: skip
"""By the code of the problem, what `check` refuses in the translation of a lesson. The rest comes out as it was typed."""
