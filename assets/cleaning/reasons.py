"""Why each line was decided as it was, for people."""

from typing import Final

import polars as pl

from assets.cleaning.rules.lexicon import PHRASES, RULES
from assets.cleaning.rules.matching import BULLETS
from assets.parsing.rules import Rule

SHOWN = 60  # characters of the matched text
WHY: Final = {  # what rules outside the lexicon go by
    "white_space": "nothing but white space",
    "only_marks": "nothing but marks",
    "only_a_date": "says when, and nothing else",
    "published_on": "says when it was published or updated",
    "agency_alone": "names an agency, and nothing else",
    "agency_sign_off": "an agency’s name behind a dash",
    "desk_alone": "names a desk, and nothing else",
    "by_name": "a name after a word like “by”",
    "told_again_by_the_body": "of the lines above the text the most like a title, and the text takes its words up again",
    "headline_again": "the headline once more, above the text",
    "between_headline_and_body": "stands between headline and text, and is not part of the text",
    "above_the_byline": "one sentence between headline and byline, before the text begins",
    "lead_tells_it_again": "a summary without day, figure or name, and the next line begins the story anew",
    "lead_under_headline": "stands under the headline, and reads like the text’s first line",
    "name_after_by": "a name after a line that says “by”",
    "name_under_headline": "a name under the headline that the text does not speak of",
    "date_under_headline": "names a day under the headline, and little else",
    "name_beside_date": "a name beside the date",
    "name_before_text": "a name right before the text",
    "name_after_text": "a name right after the text that the text does not speak of",
    "goes_on_after_advertisement": "a sentence right after an advertisement’s label, and text before it",
    "repeated_in_outlet": "most of the outlet’s articles have this line",
    "no_article_here": "the page holds no article",
    "too_little_text": "reads like text, but so little of the page does, and none of it surely, that the page holds no article",
    "among_links": "an entry of a long list of links",
    "under_read_more": "an entry of a list under a line that invites to read more",
    "teasers_in_a_row": "a title, perhaps labels, and one sentence, several times over, and nothing that is surely text among them",
    "title_runs_into_teaser": "a title runs into its teaser without a space, as in other lines of the page: another story",
    "credit_behind_caption": "a sentence, and behind it a photographer or an agency without a closing mark",
    "headline_in_capitals": "too long in capitals for a subheading: the headline of another story",
    "table_in_text": "a line of a table right under the text, in whose lines the same marks stand in the same order, or its heading",
    "list_after_colon": "an entry of a list that a line of the text brings on with a colon, or that line",
    "numbered_heading": "a number above a paragraph of the text, and the numbered line before or after it counts on",
    "table_under_date": "no line reads like text, and a table with figures stands right under the date",
    "outside_the_text": "stands outside the text",
}
PHRASED: Final = frozenset(phrase.name for phrase in PHRASES)
FORMS: Final[dict[str, list[Rule]]] = {}  # all rules of a name
for known_rule in RULES:
    FORMS.setdefault(known_rule.name, []).append(known_rule)


def reasons(decided: pl.DataFrame) -> pl.DataFrame:
    """Lines with `rule`, `told_by`, `chance`, `why` → the same with `reason`."""
    matched = _matched(decided.filter(pl.col("rule") == pl.col("told_by")))
    lines = decided.join(matched, on="row", how="left", maintain_order="left")
    modelled = pl.col("rule").is_in(["line_model", "no_article_here"]) & pl.col("why").is_not_null()
    percent = (pl.col("chance") * 100).round(0).cast(pl.Int64)
    quoted = pl.col("matched").str.head(SHOWN) + pl.when(pl.col("matched").str.len_chars() > SHOWN).then(pl.lit("…")).otherwise(pl.lit(""))
    reason = (
        pl.when(modelled)
        .then(pl.format("{} % likely the article’s; weighed most: {}", percent, "why"))
        .when(pl.col("rule") == "among_sentences")
        .then("why")
        .when(pl.col("matched").is_not_null())
        .then(pl.format("matches “{}”", quoted))
        .otherwise(pl.col("rule").replace_strict(WHY, default=pl.col("rule").str.replace_all("_", " "), return_dtype=pl.String))
    )
    return lines.with_columns(reason=reason).drop("matched")


def _matched(lines: pl.DataFrame) -> pl.DataFrame:
    """`row`, `matched`: the words by which the lexicon knew a line, as the line has them."""
    bare = lines.select("row", "rule", text=pl.col("text").str.strip_chars_start(BULLETS))
    found = [pl.DataFrame(schema={"row": lines.schema["row"], "matched": pl.String})]
    for (rule,), those in bare.group_by("rule", maintain_order=True):
        forms = FORMS.get(str(rule), [])
        if len(forms) > 1:  # making a pattern ready costs more than trying it
            said = those["text"].str.to_lowercase().str.join(" ").item()
            forms = [form for form in forms if form.gate in said]
        known = [pl.col("text").str.extract(f"(?i)({form.pattern})", 1) for form in forms]
        if known or rule in PHRASED:
            whole = pl.col("text") if rule in PHRASED else pl.lit(None, pl.String)
            found.append(those.select("row", matched=pl.coalesce(*known, whole)))
    return pl.concat(found)
