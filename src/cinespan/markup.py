"""HTML and long runs of marks in a review, taken out of the pipeline's sight without moving a character.

Many reviews come from web pages, with `<br />`, `<i>` and `&amp;` in them. The pipeline reads a text of the same length
in which markup is blank, so that every offset it gives is one into the user's own text.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

_BLOCK_TAGS = "br p div li ul ol h1 h2 h3 h4 h5 h6 hr tr td th table blockquote section article body html head title"
_INLINE_TAGS = (
    "a abbr b big cite code del em font i img ins kbd mark q s small span strike strong sub sup tt u wbr center pre"
)

# Only the names of real tags, with attributes that have values: "<3", "a < b" and "<I loved it>" are the reviewer's
# words. Tags also come escaped, "&lt;br /&gt;", from pages that were escaped twice.
_TAG = re.compile(
    r"(?:<|&lt;)/?(?P<name>" + "|".join(f"{_BLOCK_TAGS} {_INLINE_TAGS}".split()) + r")"
    r"""(?:\s+[a-z_:][-\w:.]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))*\s*/?(?:>|&gt;)""",
    re.IGNORECASE | re.ASCII,
)
# without angle brackets inside, so that the search stays linear on "<!--" repeated
_COMMENT = re.compile(r"<!--[^<>]*-->")
_CHARACTER = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# A drawn line, a burst of exclamation marks or emoji. spaCy's tokenizer takes such a run apart mark by mark
# and looks at all of the rest each time: a minute for thirty thousand of them.
_MARKS = re.compile(r"[^\w\s]{40,}|_{40,}")
_BLOCKS = frozenset(_BLOCK_TAGS.split())


def mask_markup(text: str) -> str:
    """Blank the markup of a text.

    Tags and comments become spaces, those that end a line on a page (`<br>`, `<p>`) a line break and spaces. A
    character reference such as `&amp;` becomes its character and spaces. Of `\\r\\n` only the line feed stays, and of a
    run of over 40 marks the first 20.

    Args:
        text: a review as it was given.

    Returns:
        What the pipeline reads: as long as `text`, with every other character in its place.
    """
    if "\r" in text:
        text = text.replace("\r\n", " \n").replace("\r", "\n")
    if "<" in text or "&" in text:
        text = _COMMENT.sub(_blank, text)
        text = _TAG.sub(_blank_tag, text)
        text = _CHARACTER.sub(_character, text)
    return _MARKS.sub(_begin_of_marks, text)


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _begin_of_marks(match: re.Match[str]) -> str:
    return match[0][:20].ljust(len(match[0]))


def _blank_tag(match: re.Match[str]) -> str:
    first = "\n" if match["name"].lower() in _BLOCKS else " "
    return first.ljust(len(match[0]))


def _character(match: re.Match[str]) -> str:
    """Put the character where it touches the word that it belongs to: after one, else before the next."""
    reference = match[0][1:]
    # unescape() also reads the begin of an unknown name as a known one, "&notathing;" as "¬athing;"
    character = html.unescape(match[0]) if reference[0] == "#" else html5.get(reference, match[0])
    if character == match[0] or len(character) > len(match[0]):
        return match[0]
    if character.isspace() or not character.isprintable():
        return " " * len(match[0])
    before = match.string[match.start() - 1 : match.start()]
    if before.strip():
        return character.ljust(len(match[0]))
    return character.rjust(len(match[0]))
