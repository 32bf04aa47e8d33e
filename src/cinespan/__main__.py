"""Run the commands with `python -m cinespan`."""

from cinespan.cli.main import app

if __name__ == "__main__":
    app(prog_name="cinespan")
