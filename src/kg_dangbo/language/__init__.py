"""Vietnamese text: offset-keeping normalisation, words, sentences, numbers, dates and personal names."""
