"""Name-shaped runs of tokens: what may be a person's name or a title, by its letters alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.strings import StringStore

from cinespan.finders.name_shapes import NameRun, is_byname, shape_run
from cinespan.finders.quotations import QuotationFinder
from cinespan.finders.title_runs import TitleReader
from cinespan.finders.tokens import FUNCTION_WORD, NAME_CASE, PERSON_WORD, TokenView, WordClass

_LOWERCASE = int(WordClass.LOWERCASE)
_RUNS_ON = _LOWERCASE | int(WordClass.PARTICLE)
_ROLE, _OPENER, _CONTRAST = int(WordClass.ROLE), int(WordClass.OPENER), int(WordClass.CONTRAST)
_DEFINITE, _ALL_CAPS = int(WordClass.DEFINITE), int(WordClass.ALL_CAPS)


class RunFinder:
    """Finds the name-shaped runs of a `TokenView`.

    Args:
        strings: the string store that the view's ids belong to.
        rows: rows of `names.jsonl`, of which those with the labels `TITLE_WORDS` count.
    """

    def __init__(self, strings: StringStore, rows: Iterable[dict[str, Any]]) -> None:
        self._titles = TitleReader(strings, rows)
        self._quotations = QuotationFinder(strings)

    def find(self, view: TokenView, taken: bytearray) -> list[NameRun]:
        """Find the runs outside of what is taken, in order and without overlap.

        Args:
            view: the document.
            taken: one byte a token, not zero where something else stands; quoted titles are marked in it.
        """
        nicknames: dict[int, int] = {}
        runs = self._quotations.find(view, taken, nicknames)
        runs += self._capitalised(view, taken, nicknames)
        runs.sort()
        return runs

    def _capitalised(self, view: TokenView, taken: bytearray, nicknames: dict[int, int]) -> list[NameRun]:
        titles = self._titles
        lowers, classes, size = view.lowers, view.classes, len(view.lowers)
        runs: list[NameRun] = []
        bounds = set(view.bounds)
        i = 0
        for start in view.where(NAME_CASE):
            if start < i or taken[start]:
                continue
            if classes[start] & FUNCTION_WORD and start + 1 < size and classes[start + 1] & _RUNS_ON == _LOWERCASE:
                # "The film", "I am"
                i = start + 1
                continue
            i = titles.end_of_capitals(view, start, taken)
            if nicknames and i in nicknames and not taken[i]:
                i = titles.end_of_capitals(view, nicknames[i], taken)
                runs.append(NameRun(start, i, "FULL_NAME", start in bounds))
                continue
            if classes[i - 1] & _ROLE and start + 1 < i < size and lowers[i] in titles.colons:
                # "Writer: Ann Lee Director: Bo Cole"
                i -= 1
            initial = start in bounds
            start += initial and self._is_before_name(view, start, i)
            first = start
            # "The Sting" may be a title where it opens no sentence, "The Perfect Son" even there
            definite = classes[start] & _DEFINITE and lowers[start] in titles.articles
            article = i - start > 1 + initial and (definite or classes[start] & _ALL_CAPS)
            while start < i and classes[start] & FUNCTION_WORD and (initial or i - start == 1) and not article:
                start += 1
            if start == i:
                continue
            if i - start == 3 and lowers[start + 1] in titles.hyphens and classes[i - 1] & _LOWERCASE:
                # "Shin-ae"
                runs.append(NameRun(start, i, "WORD", initial))
                continue
            title_end = titles.end_of_title(view, start, i, taken)
            counted = titles.is_counted_title(view, start, title_end, taken, joined=title_end > i)
            if counted and not (runs and runs[-1].end == start):
                runs.append(NameRun(start - 1, title_end, "TITLE", False))
                i = title_end
                continue
            if title_end > i:
                if start == first + 1 and lowers[first] in titles.articles and classes[title_end - 1] & NAME_CASE:
                    # "The Keeper of the Flame Tree"
                    start = first
                runs.append(NameRun(start, title_end, "TITLE", initial))
                i = title_end
                continue
            run = shape_run(view, start, i, initial)
            if run is not None:
                if run.shape in ("GIVEN_NAME", "WORD") and run.end == i and is_byname(view, i) and not taken[i + 1]:
                    # "Vlad the Impaler"
                    i += 2
                    run = run._replace(end=i)
                runs.append(run)
        return runs

    def _is_before_name(self, view: TokenView, start: int, end: int) -> bool:
        """Tell "While Flynn", "Although The Long Harbor": the word that opens the sentence is not the name's."""
        opener = view.classes[start]
        if not opener & _OPENER or end - start < 2:
            return False
        if end - start == 2 or view.classes[start + 1] & PERSON_WORD:
            return True
        return bool(opener & _CONTRAST) or view.lowers[start] in self._titles.lead_ins
