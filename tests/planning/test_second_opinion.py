"""unified-planning's validator as the second judge; the whole of it in one child process."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[2] / "bench" / "second_opinion.py"


def test_two_validators_agree_on_right_cut_swapped_and_changed_plans(tmp_path, drive, tank):
    folders = {"drive": drive, "tank": tank}
    for name, task in folders.items():
        (tmp_path / name).mkdir()
        # unified-planning reads no derived predicates.
        domain = re.sub(r"\(:derived .*\n", "", task.domain)
        (tmp_path / name / "domain.pddl").write_text(domain, encoding="utf-8")
        (tmp_path / name / "p.pddl").write_text(task.problem, encoding="utf-8")
    command = [sys.executable, str(SCRIPT), *(str(tmp_path / name) for name in folders)]
    done = subprocess.run([*command, "--plans", "15"], capture_output=True, text=True, timeout=110)
    assert done.returncode == 0, done.stdout + done.stderr
    counts = dict(re.findall(r"'(\w+)': (\d+)", done.stdout.splitlines()[-1]))
    assert int(counts["valid"]) > 20
    assert int(counts["invalid"]) > 20
