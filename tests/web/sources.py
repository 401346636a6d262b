"""Find every text that pages show through gettext, in Python and in templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import payung

PACKAGE = Path(payung.__file__).parent
_ONE = {"_", "gettext", "gettext_lazy"}
_MANY = {"ngettext", "ngettext_lazy"}
_LITERAL = r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'"
_TAG = re.compile(r"{%\s*translate\s+(?:" + _LITERAL + r")")
_IN_FILTER = re.compile(r"_\((?:" + _LITERAL + r")\)")
_BLOCK = re.compile(
    r"{%\s*blocktranslate(?P<args>[^%]*)%}(?P<body>.*?){%\s*endblocktranslate\s*%}", re.DOTALL
)
_PLURAL = re.compile(r"{%\s*plural\s*%}")
_VARIABLE = re.compile(r"{{\s*(\w+)\s*}}")

Text = tuple[str, str | None]


def texts() -> set[Text]:
    """Return all texts as (singular, plural or None)."""
    found: set[Text] = set()
    for source in (PACKAGE / "web").rglob("*.py"):
        found.update(_in_python(source.read_text("utf-8")))
    for template in (PACKAGE / "web" / "templates").rglob("*.html"):
        found.update(_in_template(template.read_text("utf-8")))
    return found


def _in_python(source: str) -> Iterator[Text]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        if node.func.id in _ONE and words:
            yield str(words[0]), None
        elif node.func.id in _MANY and len(words) >= 2:
            yield str(words[0]), str(words[1])


def _in_template(source: str) -> Iterator[Text]:
    for pattern in (_TAG, _IN_FILTER):
        for match in pattern.finditer(source):
            yield match[1] if match[1] is not None else match[2], None
    for block in _BLOCK.finditer(source):
        assert "trimmed" in block["args"], "every blocktranslate says trimmed"
        parts = [_message(part) for part in _PLURAL.split(block["body"])]
        yield parts[0], parts[1] if len(parts) > 1 else None


def _message(body: str) -> str:
    lines = [line.strip() for line in body.strip().splitlines()]
    return _VARIABLE.sub(r"%(\1)s", " ".join(lines))
