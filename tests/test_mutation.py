"""The documents that `python -m bench.growth` measures with."""

from statistics import mean

import pytest

from bench.mutation import Documents, real_texts

FEW = range(200)


@pytest.fixture(scope="module")
def documents() -> Documents:
    return Documents(real_texts(), per_day=60)


def test_a_document_is_always_the_same_whichever_were_made_before(documents: Documents) -> None:
    again = Documents(real_texts(), per_day=60)
    assert [again.document(n) for n in (150, 3, 77)] == [documents.document(n) for n in (150, 3, 77)]
    assert documents.document(3) != Documents(real_texts(), per_day=60, seed=8).document(3)


def test_documents_have_the_size_of_real_ones_and_differ(documents: Documents) -> None:
    texts = [documents.document(n)[1] for n in FEW]
    assert 3_000 < mean(len(text.encode()) for text in texts) < 9_000
    assert len(set(texts)) == len(texts)
    assert not any("\0" in text for text in texts), "it would be refused"


def test_copies_and_stories_are_rare_and_are_of_earlier_documents(documents: Documents) -> None:
    origins = [documents.origin(n) for n in FEW]
    copies = [n for n, (_, telling) in enumerate(origins) if telling != n]
    again = [n for n, (event, telling) in enumerate(origins) if telling == n != event]
    assert 0 < len(copies) < 0.1 * len(FEW)
    assert 0 < len(again) < 0.2 * len(FEW)
    assert all(event <= telling <= n for n, (event, telling) in enumerate(origins))


def test_what_is_a_copy_keeps_the_words_and_what_tells_again_does_not(documents: Documents) -> None:
    def shared(one: int, other: int) -> float:
        first, second = (set(documents.document(n)[1].splitlines()[-1:0:-1]) for n in (one, other))
        sentences = [{part for line in lines for part in line.split(". ")} for lines in (first, second)]
        return len(sentences[0] & sentences[1]) / len(sentences[0])

    copy = next(n for n in FEW if documents.origin(n)[1] != n)
    again = next(n for n in FEW if documents.origin(n)[1] == n != documents.origin(n)[0])
    assert shared(copy, documents.origin(copy)[1]) > 0.5 > shared(again, documents.origin(again)[0])
