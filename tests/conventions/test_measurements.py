"""Measurements and fault runs keep the names that others rely on, and say when a goal is missed."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bench.faults import __main__ as faults
from bench.faults.findings import Finding
from bench.figures import Figure, growths
from bench.measures import GROWING, MEASURES

NAMES = (
    "list search record create clients import duplicates reminders link pdf memory"
    " matching capacity board"
)


def test_every_measure_has_its_name() -> None:
    assert set(MEASURES) == set(NAMES.split())
    assert set(GROWING) <= set(MEASURES)


def test_a_figure_stands_beside_its_floor() -> None:
    figure = Figure(name="list", value=9.0, floor=3.0, statements=6, goal="at most 10 ms")

    assert figure.ratio == 3.0
    assert "floor 3.00, ratio 3.00  6 SQL  goal at most 10 ms" in figure.as_line()


def test_growth_is_told_by_what_the_server_computed() -> None:
    full = Figure(name="list", value=90.0, cpu=12.0)
    tenth = Figure(name="list", value=10.0, cpu=10.0)

    assert [told.value for told in growths([full], [tenth])] == [1.2]


@pytest.mark.parametrize("met", [True, False])
def test_a_missed_goal_is_said_and_ends_with_1(
    met: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = Finding("F0", "sqlite", "lost 0", met, {"lost": 0 if met else 3})
    monkeypatch.setattr(faults, "installed", lambda _database: nothing())
    monkeypatch.setattr(faults, "RUNS", {"F0": lambda _bench, short: finding})
    monkeypatch.setattr(logging, "disable", lambda _level: None)
    monkeypatch.setattr("sys.argv", ["bench.faults", "F0"])

    assert faults.main() == (0 if met else 1)
    assert ("MISSED: lost 3" in capsys.readouterr().out) is not met


@contextmanager
def nothing() -> Iterator[None]:
    yield None
