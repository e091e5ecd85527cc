"""What weighed most with the model, in words."""

from typing import Final

import numpy as np
import polars as pl

from assets.cleaning.documents import Floats

REASONS: Final = 3  # features that a reason names
GENERAL: Final = (  # features of the page, not of a line
    "document_",
    "lines_in_document",
    "prose_share",
    "best_chance",
    "text_share",
    "times_in_document",
    "own_chance",
)
PHRASES: Final = {  # by the beginning of a feature's name; the first that fits
    "named1": "elements around it that are named as comments’ are",
    "named": "the names of the elements around it",
    "share_of": "how much of the page’s text stands beside it",
    "prose_share_of": "how much of the page’s text stands beside it",
    "share_alike": "how much of the page’s text has the same kind of element",
    "prose_share_alike": "how much of the page’s text has the same kind of element",
    "prose_part_": "how much of what stands beside it is sentences",
    "link_part_": "links beside it",
    "links": "links in it",
    "lines_of": "how many lines stand beside it",
    "lines_alike": "how many lines stand beside it",
    "bytes_": "the length of lines beside it",
    "ngrams_of": "wording of the lines beside it",
    "ngrams_alike": "wording of the lines beside it",
    "nth_of": "its place in its element",
    "items_": "how often its element repeats",
    "item_": "what its element and those like it hold",
    "branch_named1": "elements around it that are named as comments’ are",
    "branch_named0": "the names of the elements around it",
    "branch_": "what stands in its part of the page",
    "later_branch_": "its place to the main text’s element",
    "comment_": "that what stands beside it reads like comments",
    "left_of": "its place in its element",
    "same_": "whether the next lines stand in the same element",
    "main_": "its place to the main text’s element",
    "tag_": "its element",
    "in_brackets": "brackets around it",
    "in_best_run": "its place to the main text",
    "in_": "the elements that it stands in",
    "strong": "bold type",
    "depth": "the elements that it stands in",
    "hidden": "that it is hidden",
    "stated_": "whether the page’s data say it too",
    "chance_of": "what the lines beside it are",
    "chance_branch": "what stands in its part of the page",
    "held_branch": "what stands in its part of the page",
    "chances_": "what the lines beside it are",
    "held_": "text beside it",
    "chars+": "length of the next lines",
    "chars-": "length of the lines before",
    "chars": "length",
    "words": "length",
    "word_length": "length of its words",
    "ends_as_sentence+": "how the next lines end",
    "ends_as_sentence-": "how the lines before end",
    "ends_as_sentence": "how it ends",
    "ends_in": "how it ends",
    "trails_off": "how it ends",
    "sentences": "sentences in it",
    "commas": "commas",
    "capitals+": "capitals in the next lines",
    "capitals-": "capitals in the lines before",
    "capitals": "capitals",
    "digits": "digits",
    "function_words+": "small words in the next lines",
    "function_words-": "small words in the lines before",
    "function_words": "small words",
    "starts": "how it begins",
    "has_quote": "quotation marks",
    "has_address": "an address in it",
    "has_handle+": "accounts in the next lines",
    "has_handle-": "accounts in the lines before",
    "has_ha": "an account or hashtag in it",
    "glued": "words run together",
    "prompts": "words of invitations",
    "has_pipe": "dividers in it",
    "has_copyright": "a copyright mark",
    "shouts": "all capitals",
    "exclaims": "exclamation marks",
    "says_": "whether it speaks of its writer or to its reader",
    "header": "dates and names near it",
    "some_articles": "repeats in its outlet",
    "most_articles": "repeats in its outlet",
    "repeats_": "lines near it that its outlet repeats",
    "told": "whether rules drop lines nearby",
    "around": "the kind of lines around it",
    "nth": "its place on the page",
    "lines_left": "its place on the page",
    "share_above": "its place on the page",
    "prose_above": "prose before it",
    "prose_below": "prose after it",
    "prose_": "prose around it",
    "ngrams+": "wording of the next lines",
    "ngrams-": "wording of the lines before",
    "ngrams_": "wording of the lines around",
    "ngrams": "its wording",
    "chance": "what the lines around are",
    "text_": "text around it",
    "sure_": "text nearby",
    "since_best_run": "its place to the main text",
    "until_best_run": "its place to the main text",
    "": "the kind of page",
}


def reasons_of(phrases: list[str], shares: Floats, chances: Floats) -> pl.Series:
    """The phrases that spoke loudest for the side that won, strongest first."""
    toward = (shares * np.where(chances >= 0.5, 1, -1)).astype(np.float32)
    loudest = []
    for _ in range(REASONS):
        best = np.argmax(toward, axis=0)
        np.put_along_axis(toward, best[None], -np.inf, axis=0)
        loudest.append(pl.Series(best, dtype=pl.UInt32))
    named = pl.Series(phrases, dtype=pl.String)
    words = [pl.lit(named.gather(best)) for best in loudest]
    return pl.select(pl.concat_str(words, separator=", ")).to_series()


def phrase_of(name: str) -> str | None:
    """A feature in words, None for one of the whole page; neighbours' features and windows of different
    widths share theirs."""
    if name.startswith(GENERAL):
        return None
    return next(phrase for start, phrase in PHRASES.items() if name.startswith(start))
