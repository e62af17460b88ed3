"""The closed lists and the places of `ontology/*.ttl`, as records and compiled matchers."""

from kg_dangbo.vocabulary.concepts import Concept, VocabularyError
from kg_dangbo.vocabulary.lexicon import Lexicon
from kg_dangbo.vocabulary.matcher import Match, PhraseMatcher
from kg_dangbo.vocabulary.places import Place, Places
from kg_dangbo.vocabulary.vocabulary import Vocabulary, load_vocabulary

__all__ = [
    "Concept",
    "Lexicon",
    "Match",
    "PhraseMatcher",
    "Place",
    "Places",
    "Vocabulary",
    "VocabularyError",
    "load_vocabulary",
]
