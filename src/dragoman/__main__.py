"""``python -m dragoman``: the command line."""

from dragoman.serve.cli import main

if __name__ == "__main__":
    main()
