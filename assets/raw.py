"""`raw`: the archive of files as found, appended to and never lost from."""

from assets.framework.intake import archive
from checks.contracts.raw import Raw


@archive(contract=Raw, kinds={"file", "deltalake"})
def raw():  # type: ignore[no-untyped-def]
    """The archive: every file below the raw folder as found, one row per version.

    A file that cannot be taken in waits in [quarantine](/assets/warehouse/quarantine), with the reason and
    the cure; the check `contract` lists them.
    """
