"""How often the words alone choose the right domain, and what the choice costs.

Reads every shipped wording with no domain named, and once more with its own named. Prints how
many chose right, and the CPU time of both (all languages loaded, as on a warm server).

    python bench/domain_choice.py
"""

from __future__ import annotations

import statistics
import time

from mrkl_core.planning.domains import Domains
from mrkl_core.planning.words import read_words


def main() -> int:
    domains = Domains()
    for domain in domains.all():
        assert domain.language  # loaded before anything is timed
    right, chosen, named = 0, [], []
    wordings = [(d.name, words) for d in domains.all() for words, _ in d.wordings]
    for name, path in wordings:
        words = path.read_text(encoding="utf-8")
        start = time.process_time()
        found = read_words(words, "", domains)
        chosen.append(time.process_time() - start)
        start = time.process_time()
        read_words(words, name, domains)
        named.append(time.process_time() - start)
        right += found.domain.name == name
        if found.domain.name != name:
            print(f"  {name}/{path.name} was taken for {found.domain.name}")
    print(
        f"{right}/{len(wordings)} wordings choose their domain of {len(domains.names())}; "
        f"median {statistics.median(chosen) * 1000:.0f} ms, {max(chosen) * 1000:.0f} ms at most; "
        f"with the domain named {statistics.median(named) * 1000:.0f} ms"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
