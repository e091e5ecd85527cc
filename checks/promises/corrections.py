"""What people corrected still holds."""

from checks.promise import Promise


def promises() -> list[Promise]:
    """Of all corrections together: none of them withholds an article."""
    return [
        Promise(
            "corrections",
            "every_correction_is_followed",
            "Every correction finds what it corrects and is followed. Where one is not, `problem` says why: "
            "mend or delete that row of the file in CLEANCOPY_CORRECTIONS.",
            "SELECT file, row, article, problem FROM corrections WHERE problem IS NOT NULL ORDER BY ALL",
            severity="WARN",
        )
    ]
