"""Documents read into views: columns fetched once in C instead of token by token, for many documents in one pass."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH, SENT_START, SPACY
from spacy.tokens import Doc

from cinespan.finders.id_table import Ids
from cinespan.finders.tokens import TokenView, WordClass, WordClasses

_LOWERCASE = int(WordClass.LOWERCASE)
_LINE_BREAK = int(WordClass.LINE_BREAK)
_QUESTION = int(WordClass.QUESTION)
_COMMA, _OTHER, _PUNCTUATION = int(WordClass.COMMA), int(WordClass.OTHER), int(WordClass.PUNCTUATION)
_STARTS = "SENT_START"
_ENDS = int(WordClass.TERMINAL | WordClass.LINE_BREAK)


class _KnownView(NamedTuple):
    """The view of a `Doc` that is on its way through a pipeline: its components all read the same lists."""

    doc: weakref.ref[Doc]
    classes: WordClasses
    view: TokenView
    has_starts: bool
    """Sentence starts were set when it was read; where they come later, it is read anew."""


_known_views: dict[int, _KnownView] = {}
"""The views of the latest documents, by the identity of the `Doc`."""
MAX_KNOWN_VIEWS = 512
"""Documents whose views are kept; more than twice what a component takes at a time."""


def view_tokens(doc: Doc, classes: WordClasses) -> TokenView:
    """Read a `Doc` into a `TokenView`.

    Args:
        doc: the document; sentence starts are read where they are set.
        classes: the word classes.
    """
    known = _known_view(doc, classes)
    if known is not None:
        return known
    if not len(doc):
        none = np.zeros(0, dtype=np.uint64)
        return TokenView([], [], b"", [0, 0], none, none)
    return _read([doc], classes)[0]


def view_all(docs: Sequence[Doc], classes: WordClasses) -> list[TokenView]:
    """Read documents, as `view_tokens` does each: many at once cost a third of what they do one by one.

    Args:
        docs: the documents; of one vocabulary, if they are to be read together.
        classes: the word classes.
    """
    known = [_known_view(doc, classes) for doc in docs]
    unread = [doc for doc, view in zip(docs, known, strict=True) if view is None and len(doc)]
    if not unread or any(doc.vocab is not unread[0].vocab for doc in unread):
        return [view or view_tokens(doc, classes) for doc, view in zip(docs, known, strict=True)]
    fresh = iter(_read(unread, classes))
    return [
        view or (next(fresh) if len(doc) else view_tokens(doc, classes)) for doc, view in zip(docs, known, strict=True)
    ]


def keep_view(doc: Doc) -> None:
    """Keep the view of a `Doc` whose sentence starts have been set as the view has them.

    Args:
        doc: the document.
    """
    known = _known_views.get(id(doc))
    if known is not None:
        _known_views[id(doc)] = _KnownView(known.doc, known.classes, known.view, True)


def _read(docs: Sequence[Doc], classes: WordClasses) -> list[TokenView]:
    """Read documents of one vocabulary, with at least one token each, and remember their views."""
    columns = np.concatenate([doc.to_array([ORTH, SPACY, SENT_START]) for doc in docs]).T
    edges = [0]
    for doc in docs:
        edges.append(edges[-1] + len(doc))
    table, places = classes.look_up(docs[0].vocab, columns[0])
    lower_ids, bits = table.lowers[places], table.bits[places]
    lowers, words = table.lower_ints[places].tolist(), table.bits_ints[places].tolist()
    spaces = columns[1].astype(np.uint8).tobytes()
    bounds, bound_edges = _bounds(bits, columns[1] != 0, columns[2], edges)
    # what stands at the first token of a document says nothing
    is_set = columns[2] != 0
    is_set[edges[:-1]] = False
    with_starts = np.logical_or.reduceat(is_set, edges[:-1]).tolist()
    views: list[TokenView] = []
    for n, doc in enumerate(docs):
        here = slice(edges[n], edges[n + 1])
        view = TokenView(
            lowers[here],
            words[here],
            spaces[here],
            (bounds[bound_edges[n] : bound_edges[n + 1] + 1] - edges[n]).tolist(),
            lower_ids[here],
            bits[here],
        )
        _remember(doc, classes, view, with_starts[n])
        views.append(view)
    return views


def _bounds(
    bits: Ids, spaces: NDArray[np.bool_], sent_starts: Ids, edges: list[int]
) -> tuple[NDArray[np.intp], list[int]]:
    """Give the bounds of sentences in a row of documents, and which of them are the documents' own."""
    marks = np.flatnonzero(bits & np.uint64(_ENDS))
    # behind the last token of a document stands nothing that goes on
    padded = np.concatenate((bits, np.zeros(2, dtype=np.uint64)))
    padded[edges[1:]] = 0
    ends, following, second = bits[marks], padded[marks + 1], padded[marks + 2]
    # a break before a lower-cased word only wraps the line, and dots pause
    goes_on = _has(ends, _LINE_BREAK | _PUNCTUATION) & _has(following, _LOWERCASE)
    # "etc., and"
    goes_on |= _has(following, _COMMA) & ~_has(ends, _QUESTION)
    # "(or is it?) and", '"What Now?" and'
    hugs = ~spaces[marks] & spaces[np.minimum(marks + 1, len(bits) - 1)]
    goes_on |= hugs & _has(following, _OTHER) & ~_has(following, _ENDS | _COMMA) & _has(second, _LOWERCASE)
    is_bound = np.zeros(len(bits) + 1, dtype=bool)
    is_bound[marks[~goes_on] + 1] = True
    is_bound[:-1] |= sent_starts == 1
    is_bound[edges] = True
    bounds = np.flatnonzero(is_bound)
    return bounds, np.searchsorted(bounds, edges).tolist()


def _has(bits: Ids, mask: int) -> NDArray[np.bool_]:
    """Tell which words have one of some classes."""
    found: NDArray[np.bool_] = (bits & np.uint64(mask)) != 0
    return found


def _known_view(doc: Doc, classes: WordClasses) -> TokenView | None:
    known = _known_views.get(id(doc))
    if (
        known is not None
        and known.doc() is doc
        and known.classes is classes
        and len(known.view.lowers) == len(doc)
        and (known.has_starts or not doc.has_annotation(_STARTS))
    ):
        return known.view
    return None


def _remember(doc: Doc, classes: WordClasses, view: TokenView, has_starts: bool) -> None:
    if len(_known_views) >= MAX_KNOWN_VIEWS:
        for oldest in list(_known_views)[: MAX_KNOWN_VIEWS // 2]:
            # another thread may have been faster
            _known_views.pop(oldest, None)
    _known_views[id(doc)] = _KnownView(weakref.ref(doc), classes, view, has_starts)
