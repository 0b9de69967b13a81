"""``python -m dragoman``: the command line."""

from dragoman.serve.cli import run

if __name__ == "__main__":
    run()
