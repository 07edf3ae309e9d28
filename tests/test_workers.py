"""Work spread over processes: the same results in the same order, here or elsewhere."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from readingroom.workers import give_back, spread

ROOT = Path(__file__).parents[1]

forks = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="fork: not on this system")


def run(program: str, *arguments: object) -> str:
    """What a program says that nothing has left threads in, as tests before this one may have here."""
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, arguments)],
        capture_output=True, text=True, check=True, cwd=ROOT, start_new_session=True,
    )  # fmt: skip
    assert done.stderr == ""
    return done.stdout


def squared(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def test_few_things_and_one_job_are_done_here():
    here = os.getpid()
    assert {pid for _, pid in spread(squared, range(9), 2, least=10)} == {here}
    assert {pid for _, pid in spread(squared, range(100), 1, least=10)} == {here}
    assert list(spread(squared, [], 2, least=0)) == []


PROGRAM = """
import os, threading
from readingroom.workers import spread
def where(number):
    return os.getpid()
here = os.getpid()
print(here in set(spread(where, range(100), 2, least=10)))
stop = threading.Event()
waiting = threading.Thread(target=stop.wait)
waiting.start()
print(set(spread(where, range(100), 2, least=10)) == {here})
stop.set()
"""


@forks
def test_many_are_done_in_other_processes_unless_threads_would_be_cut_off():
    assert run(PROGRAM).split() == ["False", "True"]


INTERRUPTED = """
import os, signal, time
from readingroom.workers import spread
signal.signal(signal.SIGTERM, signal.default_int_handler)
def work(number):
    if number == 0:
        os.killpg(0, signal.SIGINT)
    time.sleep(0.01)
try:
    list(spread(work, range(1000), 2, least=10))
except KeyboardInterrupt:
    print("ended")
"""


@forks
def test_ctrl_c_ends_the_others_without_a_word_of_theirs():
    assert run(INTERRUPTED) == "ended\n"


ALIKE = """
from readingroom.workers import spread
def failing(number):
    if number == 7:
        raise ValueError("seven")
    return number
for jobs in (1, 2, 5, None):
    print(list(spread(lambda n: n * n, range(100), jobs, least=10)) == [n * n for n in range(100)])
    print(list(spread(failing, range(3), jobs, least=2)) == [0, 1, 2])
    try:
        list(spread(failing, range(20), jobs, least=2))
    except ValueError as error:
        print(error)
"""


def test_results_come_in_the_order_of_the_things_and_what_goes_wrong_is_raised_here():
    assert run(ALIKE).splitlines() == ["True", "True", "seven"] * 4


KILLED = """
import os, signal
from readingroom.workers import spread
def work(number):
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
try:
    list(spread(work, range(20), 2, least=2))
except ChildProcessError as error:
    print(error)
"""


@forks
def test_a_process_that_was_killed_is_told_of():
    said = run(KILLED)
    assert "killed" in said
    assert "--jobs 1" in said


UNORDERED = """
import pathlib, sys, time
from readingroom.workers import as_done
last = pathlib.Path(sys.argv[1])
def patient(number):
    while number == 0 and not last.exists():
        time.sleep(0.01)
    return number * 2
for count, (place, made) in enumerate(as_done(patient, range(4), 2, least=2)):
    print(place, made)
    if count == 2:
        last.touch()
"""


@forks
def test_what_is_done_first_comes_first(tmp_path: Path):
    came = run(UNORDERED, tmp_path / "last").splitlines()
    assert sorted(came) == ["0 0", "1 2", "2 4", "3 6"]
    assert came[-1] == "0 0"


PIECES = """
import os
from readingroom.workers import spread
print(len(set(spread(lambda _: os.getpid(), range(400), 2, least=10))))
"""


@forks
def test_no_process_does_much_since_it_would_have_a_copy_of_all():
    assert int(run(PIECES)) > 10


def held() -> int:
    """Pages of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1])


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="glibc: not on this system")
def test_what_is_free_among_what_is_not_is_given_back():
    # Three of four together have pages of their own between those that stay, whatever a page's size.
    size = os.sysconf("SC_PAGE_SIZE") * 5 // 4
    before = held()
    kept = [bytes(size) for _ in range(10**8 // size)]
    full = held() - before
    kept = kept[::4]
    give_back()
    assert held() - before < full * 0.6
    assert kept


ASIDE = """
import os, time
from readingroom.workers import aside
def failing():
    raise ValueError("seven")
with aside(lambda: (os.getpid(), "made"), 2) as wait:
    pid, said = wait()
print(said, pid != os.getpid())
with aside(os.getpid, 1) as wait:
    print(wait() == os.getpid())
with aside(lambda: time.sleep(600), 2):
    pass  # nobody asks for it: it is ended
try:
    with aside(failing, 2) as wait:
        wait()
except ValueError as error:
    print(error)
"""


@forks
def test_work_aside_is_waited_for_where_it_is_asked_for_and_ended_where_it_is_not():
    assert run(ASIDE).split() == ["made", "True", "True", "seven"]
