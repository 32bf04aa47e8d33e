"""The house keeps its order: imports go one way, only commands print, files stay small."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "cinespan"
MODULES = sorted(path.relative_to(SOURCE).with_suffix("") for path in SOURCE.rglob("*.py"))

# A module imports from the layers above it here, or from its own. What is not named is refused, so that a new file
# finds its place.
LAYERS = (
    {"errors", "garbage", "labels", "patterns", "quantities"},
    {
        "rule_schemas",
        "rules",
        "listed_names",
        "sources",
        "credits",
        "given_credits",
        "records",
        "markup",
        "doc_data",
        "doc_entities",
        "tokenizer",
        "catalogue",
    }
    | {"claims"},
    {"finders"},
    {"components"},
    {"pipeline", "cinespan"},
    {"inputs", "readers", "rows", "writers", "film_sources", "scoring", "scorers", "gold", "extraction", "evaluation"},
    {"corpus"},
    {"ledger", "ablation", "predictions", "diffs", "bootstrap", "comparison"},
    {"ratings", "log_odds", "agreement", "lexicon_learning", "lexicon_check", "weight_learning"},
    {"cli", "__main__"},
)
# what spaCy calls, or what reads and writes files, works without our pipeline
WITHOUT_PIPELINE = {
    "inputs",
    "readers",
    "rows",
    "writers",
    "film_sources",
    "scoring",
    "scorers",
    "gold",
    "extraction",
    "evaluation",
}


def layer_of(place: str) -> int:
    (found,) = [number for number, names in enumerate(LAYERS) if place in names]
    return found


def place_of(module: str) -> str:
    """Name a module by its folder, or by itself where it lies on top: `cinespan.cli.main` is in `cli`."""
    return module.split(".")[1] if "." in module else module


def imports_of(path: Path) -> set[str]:
    """Give our own modules that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse((SOURCE / path).with_suffix(".py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write the import in full"
            # `from cinespan import load` and `from cinespan.cli import main` both name what they import
            names = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name for name in names if is_module(name)} or {str(node.module)}
    return {name for name in found if name.split(".")[0] == "cinespan"}


def is_module(name: str) -> bool:
    inner = SOURCE.joinpath(*name.split(".")[1:])
    return name.startswith("cinespan.") and (inner.with_suffix(".py").exists() or (inner / "__init__.py").exists())


def name_of(path: Path) -> str:
    return ".".join(("cinespan", *path.parts)).removesuffix(".__init__")


def test_the_modules_are_found() -> None:
    assert {"cinespan", "cinespan.errors", "cinespan.cli.main"} <= {name_of(path) for path in MODULES}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    own = layer_of(place_of(name_of(path)))

    assert [module for module in sorted(imports_of(path)) if layer_of(place_of(module)) > own] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] in WITHOUT_PIPELINE], ids=name_of)
def test_files_and_scores_do_without_the_pipeline(path: Path) -> None:
    assert not {place_of(module) for module in imports_of(path)} & {"cinespan", "pipeline", "components", "finders"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] == "components"], ids=name_of)
def test_components_never_import_each_other(path: Path) -> None:
    others = {f"cinespan.components.{other.stem}" for other in MODULES if other.stem.startswith("film_")}

    assert not imports_of(path) & others - {name_of(path)}


def test_there_are_no_import_cycles() -> None:
    edges = {name_of(path): imports_of(path) for path in MODULES}
    done: set[str] = set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " -> ".join((*path, module))
        if module not in done:
            for imported in edges.get(module, ()):
                visit(imported, (*path, module))
            done.add(module)

    for module in edges:
        visit(module, ())
    assert done >= set(edges)


@pytest.mark.parametrize("path", [path for path in MODULES if path.parts[0] != "cli"], ids=name_of)
def test_only_commands_print(path: Path) -> None:
    tree = ast.parse((SOURCE / path).with_suffix(".py").read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    imported = {
        name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in (a.name for a in node.names)
    }
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert "print" not in called
    assert not {name.split(".")[0] for name in imported} & {"rich", "typer", "click"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_files_stay_small(path: Path) -> None:
    assert len((SOURCE / path).with_suffix(".py").read_text(encoding="utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_say_what_a_module_holds(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "misc", "common", "core", "tools"}
