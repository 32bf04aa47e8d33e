from __future__ import annotations

from pathlib import Path

from command_runner import Run

TWO = '{"id": "a", "text": "The score is superb."}\n{"id": "b", "text": "The pacing is dull."}\n'


def test_show_prints_text_entities_and_judgements(run: Run, seeds: Path) -> None:
    result = run("show", sorted(seeds.iterdir())[0])

    assert (result.exit_code, result.stderr) == (0, "")
    assert "takes you on a emotional rollercoaster" in result.stdout
    assert {"Entities", "Praised", "FILM", "CINEMATOGRAPHY", "cinematography", "stunning"} <= set(result.stdout.split())


def test_show_brief_leaves_the_text_out(run: Run, seeds: Path) -> None:
    result = run("show", "--brief", seeds)

    assert result.exit_code == 0
    assert "takes you on" not in result.stdout
    # the first review of each file: four texts and a JSONL
    assert result.stdout.count("Praised") == 5


def test_show_explain_names_the_rules(run: Run) -> None:
    plain = run("show", "-", stdin=TWO)
    explained = run("show", "-", "--explain", stdin=TWO)

    assert "rules" not in plain.stdout
    assert "rules" in explained.stdout


def test_show_takes_the_first_of_each_file_or_the_id_that_is_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "reviews.jsonl"
    path.write_text(TWO)

    first, second, none = run("show", path), run("show", path, "--id", "b"), run("show", path, "--id", "c")

    assert "superb" in first.stdout
    assert "dull" not in first.stdout
    assert "dull" in second.stdout
    assert "superb" not in second.stdout
    assert (none.exit_code, none.stdout) == (1, "")
    assert none.stderr == "error: no record has the id 'c', so there is nothing to show\n"


def test_show_of_a_text_without_findings_says_so(run: Run) -> None:
    result = run("show", "-", stdin='{"text": "🎬 ..."}')

    assert "No entities." in result.stdout
    assert "Nothing praised or panned." in result.stdout


def test_show_is_not_driven_by_the_text(run: Run) -> None:
    result = run(
        "show", "-", stdin='{"id": "[red]x", "text": "\\u001b[31mThe [bold]score[/bold] is superb.\\u0007\\r"}'
    )

    assert result.exit_code == 0
    assert "\x1b" not in result.stdout
    assert "\x07" not in result.stdout
    assert "[red]x" in result.stdout
    assert "[bold]score[/bold]" in result.stdout


def test_show_reports_what_can_not_be_read(run: Run) -> None:
    result = run("show", "-", stdin="nonsense\n" + TWO)

    assert result.exit_code == 0
    assert "superb" in result.stdout
    assert result.stderr.startswith("skipped: <stdin>:1: broken JSON")
