"""The file of settings that an administrator copies."""

import re
from pathlib import Path

from crm.bare.commands import ROOT

READ = re.compile(r"""setting\(\s*["']([A-Z_]+)["']""")
OFFERED = re.compile(r"^#([A-Z_]+)=", re.MULTILINE)


def test_the_example_offers_every_setting_that_is_read_and_no_other() -> None:
    read = set(READ.findall(Path(ROOT, "config.py").read_text()))
    offered = OFFERED.findall(Path(ROOT, ".env.example").read_text())

    assert len(read) >= 12
    assert sorted(offered) == sorted(read)


def test_each_setting_of_the_example_is_explained() -> None:
    blocks = Path(ROOT, ".env.example").read_text().strip().split("\n\n")[1:]

    assert [block for block in blocks if not block.startswith("# ")] == []
    assert len(blocks) == len(OFFERED.findall("\n".join(blocks)))
