"""What the line model looks at: the line itself, as numbers."""

from typing import Final

import polars as pl

from assets.cleaning.documents import Columns
from assets.cleaning.line_shape import BULLET, HEADER, ends
from assets.cleaning.lines import undoubted
from assets.parsing import distinct
from assets.parsing.rules import any_of

FUNCTION_WORDS: Final = any_of(
    "the|of|and|to|in|a|that|is|was|for|on|with|as|by|at|it|from|his|her|he|she|they|have|has|had|be|are|were|not|this|but|said|which|who|will|would|been|its|their|an"
    "|der|die|das|und|ist|nicht|von|zu|mit|den|dem|des|ein|eine|auf|für|sich|auch|wird|sie|er|im|dass|hat|bei|wurde|wie|nach"
    "|le|la|les|de|du|et|est|un|une|des|que|qui|dans|pour|par|sur|pas|il|elle|au|aux|ce|se|sont|avec|plus|son|sa|ses|été"
    "|el|los|las|y|en|es|que|del|se|por|con|para|su|una|como|al|lo|fue|más|ha"
    "|i|gli|di|che|è|e|della|del|per|non|sono|con|nel|alla|dei|si|da"
    "|o|os|do|da|em|um|uma|não|dos|no|na|foi|ao|mais"
    "|w|na|z|się|nie|że|do|jest|i|o|jak|po|przez|od|który|dla"
    "|в|и|на|не|что|с|по|из|к|за|как|для|от|это|о|был|его|но"
    "|και|το|να|του|η|της|με|που|για|στην|από|είναι|στο|τον|οι|τα"
)
# readers, who comment
FIRST_PERSON: Final = (
    r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|[Ii]ch|[Mm]ein\w*|[Jj]e|[Mm]on|[Yy]o|[Mm]i|[Яя]|[Мм]не|[Μμ]ου)\b"
)
SECOND_PERSON: Final = (
    r"\b(?:[Yy]ou|[Yy]our|[Dd]u|[Dd]ein\w*|Sie|Ihr\w*|[Vv]ous|[Vv]otre|[Tt]u|[Uu]sted|[Вв]ы|[Вв]ас|[Σσ]ας)\b"
)
# words of invitations, wherever they stand: of a long line the n-grams see the beginning and end alone
PROMPT: Final = (
    r"(?i:click|tap here|subscribe|newsletter|sign up|follow us|follow @|download|contact us|unlock"
    r"|find out more|learn more|more information|visit our|klick|abonni|mehr informationen|folgen sie|cliquez"
    r"|abonnez|suivez|haz clic|suscr|síguenos"
    r"|clicca|iscriviti|seguici|clique|inscreva|siga-nos|kliknij|subskryb|нажмите|подпис|κάντε κλικ|εγγραφ)"
)
GLUED = r"\p{Ll}\p{Ll}[.?!…]?\p{Lu}\p{Ll}* [\p{Ll}\d]"  # a teaser's title run into its first words
CAPITAL = r"(?:^|[\s“\"'‘(«-])\p{Lu}"
DROPPED_ROLES: Final = (
    "share_widget",
    "follow_prompt",
    "promo",
    "newsletter",
    "advertisement",
    "navigation",
    "comments",
    "caption",
    "legal",
    "paywall",
    "tags",
    "author_bio",
    "other",
)


def of_lines(lines: pl.DataFrame) -> Columns:
    """Lines as `lines.explode` gives them → their features by name, each in the order of the lines."""
    measures: dict[str, pl.Expr] = {
        "header": pl.col("known_role").is_in(list(HEADER)).fill_null(False),
        "some_articles": pl.col("verdict") == "some",
        "most_articles": pl.col("verdict") == "most",
        "times_in_document": pl.len().over("doc", "template").cast(pl.Float32).log1p(),
        **{f"told_{role}": (undoubted() == role).fill_null(False) for role in DROPPED_ROLES},
    }
    table = lines.select(**{name: measure.cast(pl.Float32) for name, measure in measures.items()})
    texts, places = distinct.texts(lines["text"])
    of_texts, nth = _of_texts(texts), places.to_numpy()
    columns = {name: of_texts[name].to_numpy()[nth] for name in of_texts.columns}
    return columns | {name: table[name].to_numpy() for name in table.columns}


def _of_texts(texts: pl.Series) -> pl.DataFrame:
    """What is measured of a text alone, a column a feature."""
    text, chars, words = pl.col("text"), pl.col("chars"), pl.col("words")
    counts = {"chars": text.str.len_chars(), "words": text.str.count_matches(" ", literal=True) + 1}
    measures: dict[str, pl.Expr] = {
        "chars": chars.cast(pl.Float32).log1p(),
        "words": words.cast(pl.Float32).log1p(),
        "word_length": chars / words,
        "ends_as_sentence": ends(text),
        "ends_in_colon": text.str.ends_with(":"),
        "ends_in_question": text.str.ends_with("?"),
        "trails_off": text.str.contains(r"(?:\.\.\.|…)$"),
        "sentences": text.str.count_matches(r"[.!?。！？][\s”\"’)]").cast(pl.Float32).log1p(),
        "commas": text.str.count_matches(",", literal=True) / words,
        "capitals": text.str.count_matches(CAPITAL) / words,
        "digits": text.str.count_matches(r"[0-9]") / chars,
        "function_words": (
            " " + text.str.to_lowercase().str.replace_all(" ", "  ", literal=True) + " "
        ).str.count_matches(rf" {FUNCTION_WORDS} ")
        / words,
        "starts_lower": text.str.contains(r"^\p{Ll}"),
        "starts_with_digit": text.str.contains(r"^\d"),
        "starts_with_bullet": text.str.contains(BULLET),
        "starts_with_quote": text.str.contains(r"^[“\"«‘'„]"),
        "has_quote": text.str.contains(r"[“”\"«»„]"),
        "has_address": text.str.contains(r"https?:|www\.|@|\.com\b"),
        "has_handle": text.str.contains(r"(?:^|[\s(])@\w"),
        "has_hashtag": text.str.contains(r"(?:^|\s)#\p{L}"),
        "ends_in_year": text.str.contains(r"(?:19|20)[0-9][0-9]\)?$"),
        "prompts": text.str.contains(PROMPT),
        "glued": text.str.contains(GLUED),
        "has_pipe": text.str.contains("|", literal=True),
        "has_copyright": text.str.contains("©", literal=True),
        "exclaims": text.str.count_matches("!", literal=True) / words,
        "says_i": text.str.count_matches(FIRST_PERSON) / words,
        "says_you": text.str.count_matches(SECOND_PERSON) / words,
        "shouts": text.str.contains(r"^[\p{Lu}\W\d]+$"),
        "in_brackets": text.str.contains(r"^[(\[].*[)\]]$"),
    }
    counted = texts.to_frame("text").with_columns(**counts)
    return counted.select(**{name: measure.cast(pl.Float32) for name, measure in measures.items()})
