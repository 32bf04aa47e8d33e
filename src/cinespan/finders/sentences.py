"""Sentence starts by terminal marks and line breaks."""

from __future__ import annotations

from cinespan.finders.tokens import TokenView, WordClass

_TERMINAL = int(WordClass.TERMINAL | WordClass.LINE_BREAK)
_OTHER = int(WordClass.OTHER)


def find_sentence_starts(view: TokenView) -> list[int]:
    """Find the first token of each sentence.

    Args:
        view: the document, with at least one token.

    Returns:
        Token indexes in order, 0 first. Marks that hug the end of a sentence belong to it: "It works!)" and `"Go!"`.
    """
    classes, spaces = view.classes, view.spaces
    size = len(classes)
    starts = [0]
    for bound in view.bounds:
        i = bound
        while 0 < i < size and (classes[i] & _TERMINAL or (classes[i] & _OTHER and not spaces[i - 1] and spaces[i])):
            i += 1
        if starts[-1] < i < size:
            starts.append(i)
    return starts
