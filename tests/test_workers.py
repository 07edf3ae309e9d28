"""Work spread over processes: the same results in the same order, here or elsewhere."""

import os
import threading

import pytest

from readingroom.workers import spread


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("jobs", [1, 2, 5, None])
def test_results_come_in_the_order_of_the_things(jobs: int | None):
    assert [n for n, _ in spread(squared, range(100), jobs, least=10)] == [
        n * n for n in range(100)
    ]


def test_few_things_and_one_job_are_done_here():
    here = os.getpid()
    assert {pid for _, pid in spread(squared, range(9), 2, least=10)} == {here}
    assert {pid for _, pid in spread(squared, range(100), 1, least=10)} == {here}
    assert list(spread(squared, [], 2, least=0)) == []


def test_many_are_done_in_other_processes_unless_threads_would_be_cut_off():
    here = os.getpid()
    assert here not in {pid for _, pid in spread(squared, range(100), 2, least=10)}
    stop = threading.Event()
    waiting = threading.Thread(target=stop.wait)
    waiting.start()
    try:
        assert {pid for _, pid in spread(squared, range(100), 2, least=10)} == {here}
    finally:
        stop.set()
        waiting.join()


def failing(number: int) -> int:
    if number == 7:
        raise ValueError("seven")
    return number


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_is_raised_here(jobs: int):
    with pytest.raises(ValueError, match="seven"):
        list(spread(failing, range(20), jobs, least=2))
    assert list(spread(failing, range(3), jobs, least=2)) == [0, 1, 2]
