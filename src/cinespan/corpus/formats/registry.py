"""All formats by name, and which one a file name means."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from cinespan.corpus.formats.brat import BRAT
from cinespan.corpus.formats.conll import CONLL
from cinespan.corpus.formats.doccano import DOCCANO
from cinespan.corpus.formats.jsonl import JSONL
from cinespan.corpus.formats.label_studio import LABEL_STUDIO
from cinespan.corpus.formats.parquet import PARQUET
from cinespan.corpus.formats.prodigy import PRODIGY
from cinespan.corpus.formats.protocol import Format
from cinespan.corpus.formats.spacy_corpus import SPACY
from cinespan.errors import CinespanError

FORMATS: Final = {fmt.name: fmt for fmt in (SPACY, JSONL, CONLL, PRODIGY, LABEL_STUDIO, DOCCANO, BRAT, PARQUET)}
SUFFIXES: Final = {
    ".spacy": SPACY,
    ".jsonl": JSONL,
    ".jsonl.gz": JSONL,
    ".conll": CONLL,
    ".iob": CONLL,
    ".json": LABEL_STUDIO,
    ".parquet": PARQUET,
}
"""What a name means that is not said to be something else; the JSONL of Prodigy and doccano has to be."""


def find_format(path: str | Path, name: str | None = None) -> Format:
    """Find the format of a file or folder.

    Args:
        path: the file or folder, there or not yet. A folder with `.ann` files in it is brat's, and every other one
            holds shards.
        name: the name of the format, or None to go by the path.

    Raises:
        CinespanError: there is no format of this name, or the path does not say.
    """
    if name is not None:
        if name not in FORMATS:
            raise CinespanError(f"there is no format {name!r}; one of {', '.join(FORMATS)}")
        return FORMATS[name]
    found = next((fmt for suffix, fmt in SUFFIXES.items() if str(path).lower().endswith(suffix)), None)
    if found is not None:
        return found
    if str(path).endswith(("/", "\\")) or Path(path).is_dir():
        return BRAT if any(Path(path).rglob("*.ann")) else SPACY
    raise CinespanError(f"{path}: can not tell the format by this name; name it: {', '.join(FORMATS)}")
