"""Film catalogues: one SQLite file of films, people and their names, built once and looked up by id or name."""

from cinespan.catalogue.store import Catalogue, Match

__all__ = ["Catalogue", "Match"]
