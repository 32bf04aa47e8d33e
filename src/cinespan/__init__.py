"""Film entities and praised aspects out of film reviews."""

from cinespan.pipeline import load

__all__ = ["load"]
