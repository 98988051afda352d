"""Children with limits: they answer, refuse or die, and whoever asked always goes on."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from crm.core.limited import (
    ChildDied,
    ChildRefused,
    Death,
    Limits,
    measure_limited,
    run_limited,
)
from crm.core.limits import MIB
from crm.core.nursery import close_nurseries, nursery_of

TASKS = "tests.core.child_tasks"
FORKED = Limits(wall_s=30, cpu_s=8, address_bytes=300 * MIB)
STAYING = replace(FORKED, tasks=3)
BOTH = pytest.mark.parametrize("limits", [FORKED, STAYING], ids=["forked", "staying"])


@pytest.fixture(autouse=True)
def _none_left_behind() -> Iterator[None]:
    yield
    close_nurseries()


def ask(name: str, *args: object, limits: Limits = FORKED) -> object:
    return run_limited(f"{TASKS}.{name}", *args, limits=limits)


def death_of(name: str, *args: object, limits: Limits) -> Death:
    with pytest.raises(ChildDied) as died:
        ask(name, *args, limits=limits)
    return died.value.reason


@BOTH
@pytest.mark.parametrize("value", [b"\x00\xff", "Łódź", [1, None, {"a": 2.5}], b""])
def test_a_child_answers_with_bytes_or_plain_values(value: object, limits: Limits) -> None:
    assert ask("echo", value, limits=limits) == value


@BOTH
def test_a_refusal_comes_back_with_its_word(limits: Limits) -> None:
    with pytest.raises(ChildRefused) as refused:
        ask("refuse", "sheet too wide", limits=limits)

    assert refused.value.key == "sheet too wide"


@BOTH
@pytest.mark.parametrize(
    ("name", "detail"), [("stumble", "ZeroDivisionError"), ("leave", "KeyboardInterrupt")]
)
def test_whatever_a_task_raises_is_one_plain_failure(
    name: str, detail: str, limits: Limits
) -> None:
    with pytest.raises(ChildDied) as died:
        ask(name, limits=limits)

    assert died.value.reason is Death.FAILURE
    assert detail in died.value.detail


@BOTH
def test_a_task_that_sleeps_is_killed_by_the_clock(limits: Limits) -> None:
    begun = time.monotonic()

    reason = death_of("sleep", 60, limits=replace(limits, wall_s=0.3))

    assert reason is Death.TIME
    assert time.monotonic() - begun < 20


@BOTH
def test_a_task_that_burns_the_processor_is_killed(limits: Limits) -> None:
    assert death_of("spin", limits=replace(limits, cpu_s=1)) is Death.PROCESSOR


@BOTH
def test_a_task_that_hoards_memory_is_refused_more(limits: Limits) -> None:
    assert death_of("hoard", limits=limits) is Death.MEMORY


@BOTH
def test_a_data_limit_works_as_well(limits: Limits) -> None:
    data = replace(limits, address_bytes=None, data_bytes=200 * MIB)

    assert death_of("hoard", limits=data) is Death.MEMORY


@BOTH
@pytest.mark.parametrize("name", ["crash", "vanish"])
def test_a_child_that_falls_is_a_crash(name: str, limits: Limits) -> None:
    assert death_of(name, limits=limits) is Death.CRASH
    assert ask("echo", "next", limits=limits) == "next"


@BOTH
@pytest.mark.parametrize(("name", "args"), [("gabble", [2 * MIB]), ("speak_in_riddles", [])])
def test_an_answer_that_nobody_can_take_is_a_death(
    name: str, args: list[object], limits: Limits
) -> None:
    assert death_of(name, *args, limits=replace(limits, answer_bytes=MIB)) in {
        Death.ANSWER,
        Death.FAILURE,
    }


def test_a_large_task_and_a_large_answer_go_through() -> None:
    assert len(str(ask("echo", "x" * 3 * MIB))) == 3 * MIB


def test_files_are_limited_in_size_and_number_and_do_not_stay() -> None:
    limits = replace(FORKED, file_bytes=MIB)

    assert death_of("write_file", 2 * MIB, limits=limits) is Death.FAILURE
    assert death_of("open_many", 100, limits=limits) is Death.FAILURE
    assert not Path(str(ask("write_file", 10, limits=limits))).exists()


@BOTH
def test_nobody_gets_out(limits: Limits) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)

        assert death_of("call_home", server.getsockname()[1], limits=limits) is Death.FAILURE
        with pytest.raises(TimeoutError):
            server.accept()
    assert death_of("run_a_program", limits=limits) is Death.FAILURE


def test_a_child_sees_neither_our_settings_nor_our_folders(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SECRET_KEY", "canary")

    seen = ask("surroundings")

    assert isinstance(seen, dict)
    assert "SECRET_KEY" not in seen["environment"]
    assert "mitra-" in seen["folder"]
    assert seen["loaded"] == []


def test_each_forked_task_starts_from_the_same_state() -> None:
    assert [ask("count") for _ in range(3)] == [1, 1, 1]


def test_a_staying_child_does_so_many_tasks_and_is_renewed() -> None:
    assert [ask("count", limits=STAYING) for _ in range(5)] == [1, 2, 3, 1, 2]


def test_a_module_that_cannot_be_loaded_fails_its_tasks() -> None:
    with pytest.raises(ChildDied) as died:
        run_limited("tests.core.no_such_module.task", limits=FORKED)

    assert "ModuleNotFoundError" in died.value.detail


def test_a_nursery_that_was_killed_or_left_is_opened_again() -> None:
    ask("echo", 1)
    home = nursery_of(TASKS, stays=False).home
    assert home is not None
    os.kill(home.process.pid, signal.SIGKILL)

    assert ask("echo", 2) == 2


def test_a_nursery_that_is_stopped_does_not_hold_us_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("crm.core.nursery.START_S", 0.3)
    with suppress(ChildDied):  # the first one has to load, and may need longer than that
        ask("echo", 1)
    ask_again = nursery_of(TASKS, stays=False)
    monkeypatch.setattr("crm.core.nursery.START_S", 5)
    ask("echo", 1)
    monkeypatch.setattr("crm.core.nursery.START_S", 0.3)
    assert ask_again.home is not None
    os.kill(ask_again.home.process.pid, signal.SIGSTOP)

    assert death_of("echo", 1, limits=FORKED) is Death.TIME


def test_many_threads_share_a_few_children() -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda number: ask("echo", number), range(24)))

    assert answers == list(range(24))


def test_a_bomb_does_not_keep_a_small_task_from_its_answer() -> None:
    ask("echo", 0)
    with ThreadPoolExecutor(2) as threads:
        bomb = threads.submit(death_of, "spin", limits=replace(FORKED, wall_s=2))

        assert threads.submit(ask, "echo", 1).result() == 1
        assert not bomb.done()
        assert bomb.result() is Death.TIME


def test_when_all_turns_are_taken_the_next_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crm.core.nursery.PATIENCE_S", 0.2)
    with ThreadPoolExecutor(3) as threads:
        sleepers = [threads.submit(ask, "sleep", 1.5) for _ in range(2)]
        time.sleep(0.3)

        assert death_of("echo", 1, limits=FORKED) is Death.BUSY
        assert [sleeper.result() for sleeper in sleepers] == ["woke", "woke"]


def test_who_waits_longest_is_next() -> None:
    """A long work of many tasks does not keep a small one waiting until its end."""
    ask("echo", 0)
    with ThreadPoolExecutor(2) as hands:
        work = [hands.submit(ask, "sleep", 0.1) for _ in range(20)]
        time.sleep(0.15)
        ask("echo", 1)
        left = sum(not task.done() for task in work)

    assert left > 5


def test_a_process_forked_from_us_opens_children_of_its_own() -> None:
    ours = ask("who_am_i")
    with open_pipe() as (reading, writing):
        pid = os.fork()
        if pid == 0:
            with suppress(BaseException):
                os.write(writing, str(ask("echo", "forked")).encode())
            close_nurseries()
            os._exit(0)
        os.waitpid(pid, 0)
        assert os.read(reading, 100) == b"forked"

    assert isinstance(ours, list)
    assert ask("echo", "still here") == "still here"


class open_pipe:  # noqa: N801 - reads as a function
    """A pipe for as long as a block."""

    def __enter__(self) -> tuple[int, int]:
        self.ends = os.pipe()
        return self.ends

    def __exit__(self, *_: object) -> None:
        for end in self.ends:
            os.close(end)


def test_what_a_task_used_is_known() -> None:
    _, usage = measure_limited(f"{TASKS}.gabble", 50 * MIB, limits=FORKED)

    assert usage is not None
    assert usage.peak_bytes > 50 * MIB
    assert usage.cpu_s < 2


def test_closing_leaves_no_process_and_no_folder() -> None:
    ask("echo", 1)
    home = nursery_of(TASKS, stays=False).home
    assert home is not None

    close_nurseries()

    assert not Path(home.folder).exists()
    assert home.process.returncode is not None


def test_a_full_disk_is_a_failure_of_this_task_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/no/such/folder")
    assert death_of("echo", 1, limits=FORKED) is Death.CRASH
    monkeypatch.undo()

    assert ask("echo", 1) == 1
