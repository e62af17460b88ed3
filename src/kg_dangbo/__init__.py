"""kg_dangbo: Vietnamese Party news to linked data that a scholar can cite."""

__version__ = "0.1.0"
