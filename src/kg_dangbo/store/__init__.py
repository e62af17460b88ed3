"""The data set of a build, open for SPARQL."""

from kg_dangbo.store.ask import Answer, QueryError, ask
from kg_dangbo.store.build import load_store, open_build
from kg_dangbo.store.questions import Question, find_question, load_questions

__all__ = ["Answer", "QueryError", "Question", "ask", "find_question", "load_questions", "load_store", "open_build"]
