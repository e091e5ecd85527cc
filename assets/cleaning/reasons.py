"""Why each line was decided as it was, for people."""

from typing import Final

import polars as pl

from assets.cleaning.corrected import CORRECTED
from assets.cleaning.decisions import DECISIONS
from assets.cleaning.rules.lexicon import PHRASES, RULES
from assets.cleaning.rules.matching import BULLETS
from assets.parsing.rules import Rule

SHOWN = 60  # characters of the matched text
BECAUSE: Final = {decision.rule: decision.because for decision in DECISIONS.values()}
DROPPED: Final = {
    decision.rule: decision.dropped_because for decision in DECISIONS.values() if decision.dropped_because
}
WEIGHED: Final = [decision.rule for decision in DECISIONS.values() if decision.weighed]
PHRASED: Final = frozenset(phrase.name for phrase in PHRASES)
FORMS: Final[dict[str, list[Rule]]] = {}  # all rules of a name
for known_rule in RULES:
    FORMS.setdefault(known_rule.name, []).append(known_rule)


def reasons(decided: pl.DataFrame) -> pl.DataFrame:
    """Lines with `rule`, `known_by`, `body`, `chance`, `why`, `corrector` → the same with `reason`."""
    matched = _matched(decided.filter(pl.col("rule") == pl.col("known_by")))
    lines = decided.join(matched, on="row", how="left", maintain_order="left")
    percent = (pl.col("chance") * 100).round(0).cast(pl.Int64)
    likely = ~pl.col("rule").is_in(WEIGHED) | (percent >= 50)
    because = (
        pl.when(~pl.col("body") & likely & pl.col("rule").is_in([*DROPPED]))
        .then(pl.col("rule").replace_strict(DROPPED, default=None, return_dtype=pl.String))
        .otherwise(pl.col("rule").replace_strict(BECAUSE, default=None, return_dtype=pl.String))
    )
    weighed = pl.format("{} % likely the article’s; weighed most: {}", percent, "why")
    cut = pl.when(pl.col("matched").str.len_chars() > SHOWN).then(pl.lit("…")).otherwise(pl.lit(""))
    reason = (
        pl.when(pl.col("rule").is_in(WEIGHED) & pl.col("why").is_not_null())
        .then(pl.when(because != "").then(pl.format("{}; by itself {}", because, weighed)).otherwise(weighed))
        .when(pl.col("rule") == CORRECTED)
        .then("corrector")
        .when(pl.col("matched").is_not_null())
        .then(pl.format("matches “{}”", pl.col("matched").str.head(SHOWN) + cut))
        .otherwise(because)
    )
    return lines.with_columns(reason=reason).drop("matched")


def _matched(lines: pl.DataFrame) -> pl.DataFrame:
    """`row`, `matched`: the words by which the lexicon knew a line, as the line has them."""
    bare = lines.select("row", "rule", text=pl.col("text").str.strip_chars_start(BULLETS))
    matches = [pl.DataFrame(schema={"row": lines.schema["row"], "matched": pl.String})]
    for (rule,), those in bare.group_by("rule", maintain_order=True):
        forms = FORMS.get(str(rule), [])
        if len(forms) > 1:  # making a pattern ready costs more than trying it
            said = those["text"].str.to_lowercase().str.join(" ").item()
            forms = [form for form in forms if form.gate in said]
        known = [pl.col("text").str.extract(f"(?i)({form.pattern})", 1) for form in forms]
        if known or rule in PHRASED:
            whole = pl.col("text") if rule in PHRASED else pl.lit(None, pl.String)
            matches.append(those.select("row", matched=pl.coalesce(*known, whole)))
    return pl.concat(matches)
