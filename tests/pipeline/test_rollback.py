"""An earlier release can be put back; it stays until it is said otherwise, and forgets what must be."""

from pathlib import Path

import dagster as dg
import pytest

from pipeline import forgetting
from pipeline.__main__ import main
from pipeline.rollback import NoSuchRelease, roll_back
from tests.conftest import Newsroom, article
from tests.pipeline.test_jobs import holds

WORD = "Zwolfenbach"


def test_a_release_that_is_put_back_stays_and_forgets(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (newsroom.data / "dagster").mkdir(parents=True)
    monkeypatch.setenv("DAGSTER_HOME", str(newsroom.data / "dagster"))
    for name in ("RAW", "DATA"):
        monkeypatch.setenv(f"CLEANCOPY_{name}", str(getattr(newsroom, name.lower())))
    first, second, *_ = newsroom.fill(3)
    newsroom.put("quay/secret.txt", article(7, f"The harbour keeper {WORD} wept at the quay in Norvik."))
    assert newsroom.run().success
    newsroom.put("quay/000.txt", first.read_text().replace("plan 0", "plan zero"))
    newsroom.put("quay/secret.txt", article(7, f"The harbour keeper {WORD} laughed at the quay in Norvik."))
    second.unlink()
    assert newsroom.run().success
    changed = newsroom.sql("SELECT kind, path FROM changed_since(1) WHERE article_id IS NOT NULL")
    assert changed == [
        ("corrected", "quay/000.txt"),
        ("corrected", "quay/secret.txt"),
        ("withdrawn", "quay/001.txt"),
    ]

    assert main(["rollback", "99"]) == 1
    assert "CLEANCOPY_RELEASES=3" in capsys.readouterr().err
    assert main(["rollback", "1"]) == 0
    assert "RELEASE=none" in capsys.readouterr().out
    newsroom.put("quay/new.txt", article(9))
    run = newsroom.run()
    assert run.success, run.error()
    assert newsroom.sql("SELECT max(number) FROM releases") == [(1,)], "the run did not undo it"
    check = run.checks[("warehouse/changes", "what_changed")]
    assert (check.passed, check.severity, check.blocking) == (False, dg.AssetCheckSeverity.WARN, False)
    assert "pinned" in (check.description or "")

    assert holds(newsroom.data, WORD)
    assert forgetting.forget(newsroom.settings(), "quay/secret.txt") == "forgotten"
    assert newsroom.sql("SELECT count(*) FROM articles WHERE path = 'quay/secret.txt'") == [(0,)]
    assert newsroom.sql(f"SELECT count(*) FROM search('{WORD}')") == [(0,)]
    assert newsroom.run().success
    forgetting.forget_derived(newsroom.settings())
    assert holds(newsroom.data, WORD) == []

    told = roll_back(newsroom.settings(), "none")
    assert "no longer" in told
    with pytest.raises(NoSuchRelease, match="No release is pinned"):
        roll_back(newsroom.settings(), "none")
    assert newsroom.run().success
    assert newsroom.sql("SELECT path FROM articles ORDER BY path") == [
        (f"quay/{name}.txt",) for name in ("000", "001", "002", "new")
    ]


def test_the_newest_release_is_put_back_when_none_is_pinned_any_more(newsroom: Newsroom) -> None:
    newsroom.fill(1)
    assert newsroom.run().success
    newsroom.put("quay/new.txt", article(9))
    assert newsroom.run().success
    ((id_,),) = newsroom.sql("SELECT release_id FROM releases WHERE number = 1")
    roll_back(newsroom.settings(), id_)
    assert newsroom.sql("SELECT count(*) FROM articles") == [(1,)]
    roll_back(newsroom.settings(), "none")
    assert newsroom.sql("SELECT count(*) FROM articles") == [(2,)]
    assert newsroom.run().success
    assert newsroom.sql("SELECT max(number) FROM releases") == [(2,)], "it was as it should be"


def test_where_nothing_is_published_there_is_nothing_to_put_back(newsroom: Newsroom) -> None:
    with pytest.raises(NoSuchRelease, match="make run"):
        roll_back(newsroom.settings(), "1")
    assert not Path(newsroom.data / "pinned").exists()
