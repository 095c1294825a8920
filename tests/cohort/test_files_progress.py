"""A long run shows how far it is where somebody looks; what rules say is known again in another process."""

from __future__ import annotations

import os
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from boneguide import cohort
from boneguide.cohort import _progress
from boneguide.errors import MissingExtraError
from tests.cohort.files_support import FEW, people, run, write

ROOT = Path(__file__).resolve().parents[2]
#: Where no time passes before a bar is shown, even this run is a long one.
SHOWN = """
import sys
from boneguide.cohort import _progress
from tests.cohort.files_support import run
_progress.DELAY = 0.0
run(sys.argv[1], sys.argv[2], rows_per_part=50, progress=sys.argv[3] == "True")
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", people(100), people(100, 100))


def on_a_terminal(source: Path, target: Path, *, progress: bool) -> str:
    terminal, its_end = os.openpty()
    termios.tcsetwinsize(its_end, (24, 100))
    given = [sys.executable, "-c", SHOWN, str(source), str(target), str(progress)]
    with subprocess.Popen(given, cwd=ROOT, stderr=its_end) as process:  # noqa: S603 - fixed code
        os.close(its_end)
        shown = b""
        while True:
            try:
                more = os.read(terminal, 1 << 16)
            except OSError:
                # So a terminal says that nobody writes to it any more.
                break
            if not more:
                break
            shown += more
    os.close(terminal)
    assert process.returncode == 0, shown
    return shown.decode()


def test_progress_is_shown_on_a_terminal(source: Path, tmp_path: Path) -> None:
    shown = on_a_terminal(source, tmp_path / "answers", progress=True)
    for what in ("reading the files", "looking for errors", "answering: 100%", "200/200"):
        assert what in shown


def test_progress_can_be_turned_off(source: Path, tmp_path: Path) -> None:
    assert on_a_terminal(source, tmp_path / "answers", progress=False) == ""


def test_nothing_is_shown_where_nobody_looks(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(_progress, "DELAY", 0.0)
    answers = cohort.assess_files(source, tmp_path / "answers", **FEW, rows_per_part=50)
    assert len(answers.parts) == 4
    assert capfd.readouterr() == ("", "")


def test_progress_needs_a_package(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "tqdm", None)
    with pytest.raises(MissingExtraError, match="or pass progress=False"):
        cohort.assess_files(source, tmp_path / "answers", **FEW)
    assert not (tmp_path / "answers").exists()
    assert run(source, tmp_path / "answers", progress=False).parts


SAME = """
from boneguide import cohort, guidelines
from boneguide.cohort._manifest import logic
from boneguide.cohort.compilation import compiled, sources
from boneguide.logic.columns.interpreter import Given
rules = guidelines.default.rules
facts, questions = sources(rules)
given = {fact: Given(f"_bg_{fact.name}") for fact in facts}
answered = {question: (f"some{n}", f"none{n}") for n, question in enumerate(questions)}
print(logic(compiled(rules, "EU", given, answered, ("status", "dose", "missing"))))
"""


def test_what_rules_say_is_known_again_in_another_process() -> None:
    # Sets have another order in each, and what is on record must not depend on it.
    said = {
        subprocess.run(  # noqa: S603 - fixed code
            [sys.executable, "-c", SAME],
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
