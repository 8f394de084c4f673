"""Small Transformers of Marian's kind, calculated in NumPy: Firefox's models and bilingua's own.

CTranslate2 cannot run Firefox's, and no library lets two models choose each piece together. weights.py
reads both kinds of files, transformer.py calculates what one model thinks of the next piece,
speech.py lets one or several of them say a translation.
"""
