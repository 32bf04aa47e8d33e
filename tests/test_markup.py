from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cinespan.markup import mask_markup

pieces = st.sampled_from(
    ["<br />", "<br", "/>", "<i>", "</i>", "&amp;", "&#39;", "&lt;", "&", ";", "<", ">", "<!--", "-->", "\r\n", "\r"]
)
texts = st.lists(st.one_of(pieces, st.text(max_size=5))).map("".join)


@given(texts)
def test_mask_markup_keeps_the_length(text: str) -> None:
    assert len(mask_markup(text)) == len(text)


@given(st.text(alphabet=st.characters(exclude_characters="<&\r", exclude_categories=["Cs"]), max_size=39))
def test_mask_markup_leaves_text_without_markup_alone(text: str) -> None:
    assert mask_markup(text) == text


@given(texts)
def test_mask_markup_moves_no_word(text: str) -> None:
    marked = f"Superb score. {text} Dull plot."
    masked = mask_markup(marked)

    assert masked.startswith("Superb score. ")
    assert masked.endswith(" Dull plot.")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Great.<br /><br />Then", "Great.\n     \n     Then"),
        ("<p class='x'>Loved it</p>", "\n            Loved it\n   "),
        ("<i>Heat</i> is", "   Heat     is"),
        ('<a href="http://x.example/?a=1">Heat</a>', " " * 32 + "Heat    "),
        ("one<!-- two -->three", "one            three"),
        ("x&lt;br /&gt;y", "x\n           y"),
        ("Tom &amp; Jerry", "Tom     & Jerry"),
        ("&quot;Heat&quot; is", '     "Heat"      is'),
        ("Rosa&#39;s", "Rosa'    s"),
        ("a&nbsp;b", "a      b"),
        ("one\r\ntwo\rthree", "one \ntwo\nthree"),
        ("Wow" + "!" * 60 + "x", "Wow" + "!" * 20 + " " * 40 + "x"),
        ("_" * 50, "_" * 20 + " " * 30),
    ],
)
def test_mask_markup_blanks_tags_and_references(text: str, masked: str) -> None:
    assert mask_markup(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "I <3 it",
        "3 < 4 > 2",
        "<I loved the film>",
        "Q&A",
        "!" * 39,
        "AT&T; fine",
        "&notathing;",
        "<",
        "&",
        "<br",
        "-->",
    ],
)
def test_mask_markup_leaves_what_is_no_markup(text: str) -> None:
    assert mask_markup(text) == text


@pytest.mark.parametrize("piece", ["<!--", "<a ", '<a x="', "<", "&#", "&lt;", "<br" + " " * 9])
def test_mask_markup_takes_linear_time(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))

    begin = time.process_time()
    masked = mask_markup(text)

    assert len(masked) == len(text)
    assert time.process_time() - begin < 5
