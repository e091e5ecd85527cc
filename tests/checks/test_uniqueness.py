"""Every published table has a key that is checked, or says why it has none."""

from checks.contracts.published import PUBLISHED
from checks.promises import uniqueness

WITHOUT = {
    "search_postings"
}  # one article's words come from one histogram; the check that every article can be found looks at them


def test_every_table_has_a_key_that_is_checked() -> None:
    assert {promise.table for promise in uniqueness.promises()} == set(PUBLISHED) - WITHOUT
