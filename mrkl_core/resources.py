"""Where the files that ship with mrkl lie: in a checkout, and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_path(name: str) -> Path:
    """The path of a shipped file or folder: "pddl_domains", "tools_manifest.yaml", "plugins".

    A wheel carries them under mrkl_core/_data; in a checkout they stand beside mrkl_core.
    Raises FileNotFoundError if neither is there.
    """
    for base in (_PACKAGE / "_data", _PACKAGE.parent):
        if (base / name).exists():
            return base / name
    raise FileNotFoundError(f"{name!r} is shipped with mrkl but is not in {_PACKAGE}/_data")
