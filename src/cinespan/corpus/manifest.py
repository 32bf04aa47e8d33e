"""What a folder of shards says of itself: the commit marker of each shard, and the manifest of them all."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cinespan.errors import InputError
from cinespan.extraction import Summary
from cinespan.writers import write_text

SCHEMA_VERSION: Final = 1
"""The version of the form of markers, manifests and shards; a folder of another one is refused."""
MANIFEST_NAME: Final = "manifest.json"

Part = TypeVar("Part", "Shard", "Manifest")


class ShardCounts(BaseModel):
    """What is in a shard, or in all of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    reviews: int = Field(0, ge=0, title="Documents")
    tokens: int = Field(0, ge=0, title="Tokens")
    entities: dict[str, int] = Field({}, title="Entities by label")
    praised: dict[str, int] = Field({}, title="Positive quadruples by aspect category")
    panned: dict[str, int] = Field({}, title="Negative quadruples by aspect category")

    @classmethod
    def of(cls, summary: Summary) -> ShardCounts:
        """Take over what an extraction counted."""
        return cls(
            reviews=summary.read,
            tokens=summary.tokens,
            entities=dict(summary.entities),
            praised=dict(summary.praised),
            panned=dict(summary.panned),
        )

    @classmethod
    def total(cls, counts: Iterable[ShardCounts]) -> ShardCounts:
        """Add up the counts of several shards."""
        summary = Summary()
        for each in counts:
            each.add_to(summary)
        return cls.of(summary)

    def add_to(self, summary: Summary) -> None:
        """Add these counts to those of an extraction."""
        summary.read += self.reviews
        summary.tokens += self.tokens
        for mine, theirs in ((self.entities, summary.entities), (self.praised, summary.praised)):
            theirs.update(Counter(mine))
        summary.panned.update(Counter(self.panned))


class Shard(BaseModel):
    """The commit marker of a shard: it is written last, so what it names is whole."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: int = Field(title="Version of the form")
    name: str = Field(pattern=r"^shard-\d{5,}$", title="Name of its files, without their suffixes")
    counts: ShardCounts
    sha256: dict[str, str] = Field(title="Checksum of each of its files")
    task: str | None = Field(None, title="Fingerprint of the reviews and the pipeline that it was made of")


class Manifest(BaseModel):
    """The manifest of a folder of shards: it is written when all of them are there."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: int = Field(title="Version of the form")
    patterns: str | None = Field(None, title="Fingerprint of the rules that annotated the corpus, where known")
    counts: ShardCounts
    shards: tuple[Shard, ...]


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a folder.

    Raises:
        InputError: it is missing, broken, or of another version.
    """
    return _read(folder / MANIFEST_NAME, Manifest)


def read_marker(folder: Path, name: str) -> Shard | None:
    """Read the commit marker of a shard; None where there is none that holds.

    A marker that can not be read counts as none: the shard is made anew then.
    """
    try:
        return _read(folder / f"{name}.json", Shard)
    except InputError:
        return None


def write_marker(folder: Path, shard: Shard) -> None:
    """Write the commit marker of a shard.

    Raises:
        OutputError: it can not be written.
    """
    write_text(folder / f"{shard.name}.json", _pretty(shard))


def write_manifest(folder: Path, shards: Iterable[Shard], patterns: str | None) -> Manifest:
    """Write the manifest over shards that are there.

    Raises:
        OutputError: it can not be written.
    """
    shards = tuple(shards)
    counts = ShardCounts.total(shard.counts for shard in shards)
    manifest = Manifest(schema_version=SCHEMA_VERSION, patterns=patterns, counts=counts, shards=shards)
    write_text(folder / MANIFEST_NAME, _pretty(manifest))
    return manifest


def checksum(path: Path) -> str:
    """Give the SHA-256 of a file, in hexadecimal.

    Raises:
        OSError: it can not be read.
    """
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _pretty(part: BaseModel) -> str:
    return json.dumps(part.model_dump(), indent=1, sort_keys=True) + "\n"


def _read(path: Path, kind: type[Part]) -> Part:
    try:
        part = kind.model_validate_json(path.read_bytes())
    except OSError as err:
        raise InputError(f"{path}: can not be read: {err.strerror or err}; check the path") from err
    except ValidationError as err:
        first = err.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InputError(f"{path}: not what cinespan writes: {where} {first['msg']}; make the corpus anew") from err
    if part.schema_version != SCHEMA_VERSION:
        found = f"version {part.schema_version} of the form, and this cinespan reads {SCHEMA_VERSION}"
        raise InputError(f"{path}: {found}; make the corpus anew")
    return part
