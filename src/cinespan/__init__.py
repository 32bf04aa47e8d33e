"""Film entities and praised aspects out of film reviews."""

from cinespan.pipeline import load, make_doc

__all__ = ["load", "make_doc"]
