"""Every rule that decides a line outside the lexicon, once: what it does, in words, and how often it is
right.

The lexicon's rules (`rules/`) say themselves what they drop; of them a line's reason quotes the words that
gave it away.
"""

from typing import Final, NamedTuple

# share of the lines that the lexicon drops that are not the article's, on the benchmark
LEXICON_IS_RIGHT: Final = 0.97


class Decision(NamedTuple):
    """What a rule decides. `because` completes the sentence "this line …", as people read it."""

    rule: str
    because: str
    role: str | None = None  # of the lines that it drops, where it knows what they are
    # share of its decisions that are right, on the benchmark, where that is more than the model says of a
    # line
    right: float = 0.0
    weighed: bool = False  # the reason also says how likely the model finds the line, and what weighed most
    by_form: bool = False  # it keeps lines that are text by their form and place, and do not read like it
    # the same of lines that it drops, where that differs; of a `weighed` rule for lines that are likely text
    dropped_because: str | None = None
    # the fields whose evidence lines of this rule are; what is evidence within a line is in fields/rules.py
    fields: tuple[str, ...] = ()


# a line that is a name is also read for whom it names
_NAMES: Final = ("byline", "author", "desk", "credit")


_DECISIONS: Final = (
    # what the document says of itself (assets.parsing)
    Decision("white_space", "holds nothing but white space", right=LEXICON_IS_RIGHT),
    Decision("only_marks", "holds nothing but marks", right=LEXICON_IS_RIGHT),
    Decision("only_a_date", "says when, and nothing else", right=LEXICON_IS_RIGHT),
    Decision("published_on", "says when it was published or updated", right=LEXICON_IS_RIGHT),
    Decision("agency_alone", "names an agency, and nothing else", right=LEXICON_IS_RIGHT),
    Decision(
        "agency_sign_off",
        "has an agency’s name behind a dash, or in brackets or beside a slash with initials",
        right=LEXICON_IS_RIGHT,
    ),
    Decision("agency_said", "says which agency the text is from", right=LEXICON_IS_RIGHT),
    Decision("desk_alone", "names a desk, and nothing else", right=LEXICON_IS_RIGHT, fields=("byline",)),
    Decision("by_name", "has a name after a word like “by”", right=LEXICON_IS_RIGHT, fields=("byline",)),
    Decision("label_of_field", "names the field whose value stands beside or under it", right=0.99),
    Decision(
        "stated_in_text",
        "is the value of a field that the head or foot of the text labels",
        right=0.99,
    ),
    Decision(
        "markdown_title",
        "is the only heading of the first rank, and stands above the text",
        right=0.95,
        fields=("headline",),
    ),
    Decision(
        "says_stated_headline",
        "says what the page states as its headline",
        right=LEXICON_IS_RIGHT,
        fields=("headline",),
    ),
    # the model's choice, and what makes it whole (body/)
    Decision(
        "line_model",
        "",
        weighed=True,
        dropped_because="is less likely text than the lines that the page’s article is made of",
    ),
    Decision("likely_enough", "is among the likeliest of a page on which little is sure", weighed=True),
    Decision("no_article_here", "stands on a page that holds no article", weighed=True),
    Decision("between_text", "stands between lines of the text", weighed=True),
    Decision("sentence_beside_text", "is a sentence right beside the text", weighed=True),
    Decision("line_alone_in_text", "stands alone between two lines of the text", weighed=True),
    Decision(
        "sentence_under_date",
        "is a sentence under the date or byline, with nothing but labels between them",
        weighed=True,
    ),
    Decision("stray_line", "is short, and no line of the text stands beside it", weighed=True),
    Decision(
        "among_sentences",
        "stands among lines that read like sentences, in a script that the model never saw",
        dropped_because=(
            "stands outside the lines that read like sentences, in a script that the model never saw"
        ),
    ),
    # what is dropped for its form, or for that of the lines around it
    Decision("repeated_in_outlet", "stands in most of the outlet’s articles", right=LEXICON_IS_RIGHT),
    Decision("among_links", "is an entry of a long list of links", right=0.99),
    Decision("under_read_more", "is an entry of a list under a line that invites to read more", right=0.99),
    Decision(
        "teasers_in_a_row",
        "is part of teasers in a row: a title, perhaps labels, and one sentence, several times over, none of "
        "it surely text",
        role="promo",
        right=0.95,
    ),
    Decision(
        "readers_comments",
        "stands below the text, in a block that is named or headed as readers’ comments are and has their "
        "dates or names",
        role="comments",
        right=LEXICON_IS_RIGHT,
    ),
    Decision(
        "title_runs_into_teaser",
        "is another story: a title runs into its teaser without a space, as in other lines of the page",
        role="promo",
        right=LEXICON_IS_RIGHT,
    ),
    Decision(
        "credit_behind_caption",
        "is a caption: a sentence, and behind it a photographer or an agency without a closing mark",
        role="caption",
        right=0.91,
    ),
    Decision(
        "headline_in_capitals",
        "is the headline of another story: too long in capitals for a subheading",
        role="promo",
        right=0.76,
    ),
    Decision(
        "too_little_text",
        "reads like text, but so little of the page does, and none of it surely, that the page holds no "
        "article",
        right=0.9,
    ),
    Decision("above_headline", "stands above the headline", right=0.9),
    # what people say (CLEANCOPY_CORRECTIONS)
    Decision("corrected", "was corrected by a person", right=1.0),
    # what is kept for its form and place
    Decision(
        "nothing_but_article",
        "stands in a text in which nothing looks like a page around an article: it begins right under the "
        "title, and no line is a button, a link or a notice",
        right=0.9,
        by_form=False,
    ),
    Decision(
        "table_in_text",
        "is a line of a table right under the text, in whose lines the same marks stand in the same order, "
        "or its heading",
        right=0.8,
        by_form=True,
    ),
    Decision(
        "table_under_date",
        "is a line of a table with figures right under the date, on a page where no line reads like text",
        right=0.8,
        by_form=True,
    ),
    Decision(
        "list_after_colon",
        "is an entry of a list that a line of the text brings on with a colon, or that line",
        right=0.62,
        by_form=True,
    ),
    Decision(
        "numbered_heading",
        "has a number and stands above a paragraph of the text, and the numbered line before or after it "
        "counts on",
        right=0.8,
        by_form=True,
    ),
    Decision(
        "goes_on_after_advertisement",
        "is a sentence right after an advertisement’s label, and text stands before it",
    ),
    # what stands at the head of the page (header/)
    Decision(
        "told_again_by_the_body",
        "is of the lines above the text the most like a title, and the text takes its words up again",
        fields=("headline",),
    ),
    Decision("headline_again", "is the headline once more, above the text"),
    Decision(
        "between_headline_and_body",
        "stands between headline and text, and is not part of the text",
        fields=("deck",),
    ),
    Decision(
        "above_the_byline",
        "is one sentence between headline and byline, before the text begins",
        fields=("deck",),
    ),
    Decision(
        "lead_tells_it_again",
        "is a summary without day, figure or name, and the next line begins the story anew",
        fields=("deck",),
    ),
    Decision("lead_under_headline", "stands under the headline, and reads like the text’s first line"),
    Decision("name_after_by", "is a name after a line that says “by”", fields=_NAMES),
    Decision(
        "name_under_headline", "is a name under the headline that the text does not speak of", fields=_NAMES
    ),
    Decision("date_under_headline", "names a day under the headline, and little else", fields=("author",)),
    Decision("name_beside_date", "is a name beside the date", fields=_NAMES),
    Decision("name_before_text", "is a name right before the text", fields=_NAMES),
    Decision(
        "name_after_text", "is a name right after the text that the text does not speak of", fields=_NAMES
    ),
)
DECISIONS: Final = {decision.rule: decision for decision in _DECISIONS}
BY_FORM: Final = frozenset(decision.rule for decision in _DECISIONS if decision.by_form)
"""Rules that keep what is text by its form and place."""
ROLE: Final = {decision.rule: decision.role for decision in _DECISIONS if decision.role}
"""Rule → the role of the lines that it drops."""
