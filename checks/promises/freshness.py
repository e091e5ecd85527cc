"""New articles keep coming."""

from checks.promise import Promise


def promises(hours: float) -> list[Promise]:
    """Of the whole file, and of nothing finer: an outlet may rest."""
    return [
        Promise(
            "articles",
            "fresh",
            f"A new article came within the last {hours:g} hours (CLEANCOPY_FRESH_HOURS). "
            "If not, look at the scraper and at the sensor new_files.",
            f"""SELECT max(first_seen) AS newest, count(*) AS articles FROM articles
                HAVING count(*) > 0 AND max(first_seen) < now() - to_seconds({hours * 3600:.0f})""",
            severity="WARN",
            by_time=True,
            cure=(
                "See that the scraper runs and writes below CLEANCOPY_RAW, and that the sensor new_files is "
                "on. Where outlets rest for longer, raise CLEANCOPY_FRESH_HOURS."
            ),
        )
    ]
