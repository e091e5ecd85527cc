"""What the lines that an outlet repeats promise."""

import pandera.polars as pa

from checks.contracts.base import Contract
from checks.vocabulary import VERDICTS


class Recurring(Contract):
    """One row per outlet and line template that repeats across its articles,
    plus one per outlet for its habits."""

    outlet: str = pa.Field(description="who published it")
    template: int = pa.Field(
        nullable=True,
        description="hash of the line with numbers and dates masked; null on the outlet's own row",
    )
    sample: str = pa.Field(nullable=True, description="the line as one article has it")
    support: int = pa.Field(ge=1, description="articles of the outlet that have it, near copies counted once")
    articles: int = pa.Field(ge=1, description="articles of the outlet, near copies counted once")
    verdict: str = pa.Field(isin=[*VERDICTS], description="how much of the outlet has it, in words")
    usual_role: str = pa.Field(nullable=True, description="the role it mostly has by the document's own word")
    day_first: bool = pa.Field(
        nullable=True, description="on the outlet's own row: whether it writes 03/04 for 3 April"
    )
    enabled: bool = pa.Field(description="false where the operator has switched it off")
    documents: str = pa.Field(
        nullable=True, description="on the outlet's own row: hash of what its articles were made from"
    )
