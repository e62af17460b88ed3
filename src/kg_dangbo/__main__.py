"""``python -m kg_dangbo``: the same as the console script."""

from kg_dangbo.cli import main

if __name__ == "__main__":
    main()
