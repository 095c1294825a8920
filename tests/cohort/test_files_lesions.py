"""Rules about single lesions, asked of files: a file of their answers beside each part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs
import polars as pl
import pytest
from polars.testing import assert_frame_equal

from boneguide import cohort, guidelines
from boneguide.cohort.rows import RowReader
from boneguide.errors import CohortFilesError, CohortLayoutError, DisagreementError
from boneguide.guidelines.facts.lesion import PHENOTYPE
from boneguide.logic import Guideline
from tests.cohort.about_lesions import TREAT
from tests.cohort.files_support import USUAL, lesions, names, people, rows, write
from tests.logic.support import ACTION

THREE = [p.drop("bone_metastases") for p in (people(100), people(100, 100), people(37, 200))]
WHOLE = pl.concat(THREE)
#: Some of them are of nobody.
SOME = lesions(500).with_row_index("nr")
LYTIC = attrs.evolve(TREAT, when=PHENOTYPE.is_in("osteolytic"), holds=())
OURS = Guideline(id="ours", title="Ours", edition="1", rules=(LYTIC, ACTION))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return write(tmp_path / "source", *THREE)


@pytest.fixture
def given(tmp_path: Path) -> dict[str, Any]:
    folder = write(tmp_path / "lesions", SOME.head(123), SOME.tail(377))
    return {
        **USUAL,
        "lesions": cohort.Rows(frame=folder, key="who", name="nr", columns={"site": "where"}),
        "progress": False,
        "rows_per_part": 70,
    }


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "answers"


def in_memory(**more: Any) -> cohort.Answers:
    listed = cohort.Rows(frame=SOME, key="who", name="nr", columns={"site": "where"})
    return cohort.assess(WHOLE, **USUAL, lesions=listed, **more)


@pytest.mark.parametrize("guideline", [OURS, guidelines.default], ids=lambda g: g.id)
def test_lesions_have_the_answers_that_they_have_in_memory(
    source: Path, target: Path, given: dict[str, Any], guideline: Guideline
) -> None:
    answers = cohort.assess_files(source, target, **given, guideline=guideline)
    wanted = in_memory(guideline=guideline)
    assert_frame_equal(rows(answers), wanted.frame)
    assert wanted.rows is not None
    of_somebody = wanted.rows.filter(pl.col("who").is_in(WHOLE["patient"].to_list()))
    assert 0 < of_somebody.height < wanted.rows.height
    found = answers.scan_rows().collect()
    assert_frame_equal(found.sort("nr"), of_somebody.sort("nr"))
    assert dict(answers.row_meanings) == dict(wanted.row_meanings)
    # Each part has the lesions of its own people.
    for part, beside in zip(answers.parts, answers.row_parts, strict=True):
        assert set(pl.read_parquet(beside)["who"]) <= set(pl.read_parquet(part)["patient"])
    assert names(target) == [
        *(f"lesions-0000{place}.parquet" for place in (1, 2, 3, 4)),
        "manifest.json",
        *(f"part-0000{place}.parquet" for place in (1, 2, 3, 4)),
    ]
    assert str(answers.explain("P00007")) == str(wanted.explain("P00007"))
    assert answers.explain("P00007").lesions == wanted.explain("P00007").lesions != ()
    assert answers.left_out == ()


def test_they_are_there_when_answers_are_opened_again(source: Path, target: Path, given: dict[str, Any]) -> None:
    answers = cohort.assess_files(source, target, **given, guideline=OURS)
    again = cohort.open_answers(target)
    assert_frame_equal(again.scan_rows().collect(), answers.scan_rows().collect())
    assert dict(again.row_meanings) == dict(answers.row_meanings)
    assert again.facts("treat_missing", 1) == answers.facts("treat_missing", 1) != ()


def test_a_run_that_fails_at_the_lesions_of_a_part_goes_on_with_that_part(
    source: Path, target: Path, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    sink = pl.LazyFrame.sink_parquet
    with monkeypatch.context() as broken:

        def failing(lazy: pl.LazyFrame, path: Path, **said: Any) -> Any:
            if "lesions-00002" in path.name:
                msg = "no space left"
                raise OSError(msg)
            return sink(lazy, path, **said)

        broken.setattr(pl.LazyFrame, "sink_parquet", failing)
        with pytest.raises(OSError, match="no space left"):
            cohort.assess_files(source, target, **given, guideline=OURS)
    # The second part is not recorded, for one of its files is missing.
    with pytest.raises(CohortFilesError, match="answers for 70 of 237 people"):
        cohort.open_answers(target)
    (target / "lesions-00002.parquet").write_bytes(b"left over")
    answers = cohort.assess_files(source, target, **given, guideline=OURS)
    assert len(answers.row_parts) == 4
    wanted = in_memory(guideline=OURS).rows
    assert wanted is not None
    assert answers.scan_rows().collect().height == wanted.filter(pl.col("who") < "P00237").height


def test_a_file_of_lesions_that_is_gone_is_missed(source: Path, target: Path, given: dict[str, Any]) -> None:
    answers = cohort.assess_files(source, target, **given, guideline=OURS)
    answers.row_parts[2].unlink()
    with pytest.raises(CohortFilesError, match=r"lesions-00003\.parquet was finished and is not there"):
        cohort.open_answers(target)


def test_another_name_or_other_rules_are_another_question(source: Path, target: Path, given: dict[str, Any]) -> None:
    cohort.assess_files(source, target, **given, guideline=OURS)
    unnamed = {**given, "lesions": attrs.evolve(given["lesions"], name=None)}
    with pytest.raises(CohortFilesError, match=r"lesions\.name: 'nr' there, nothing now"):
        cohort.assess_files(source, target, **unnamed, guideline=OURS)
    mixed = OURS.replacing(attrs.evolve(LYTIC, when=PHENOTYPE.is_in("mixed")))
    mixed = attrs.evolve(mixed, edition="1", editions=OURS.editions)
    with pytest.raises(CohortFilesError, match=r"rules\.treat\.logic"):
        cohort.assess_files(source, target, **given, guideline=mixed)
    answers = cohort.assess_files(source, target, **unnamed, guideline=OURS, restart=True)
    assert answers.scan_rows().collect_schema().names() == ["who", "treat_status", "treat_missing"]


def test_without_lesions_such_rules_are_left_out_by_name(source: Path, target: Path, given: dict[str, Any]) -> None:
    alone = {**given, "lesions": None}
    answers = cohort.assess_files(source, target, **alone, guideline=OURS)
    assert answers.left_out == ("treat",)
    assert repr(answers).splitlines()[0] == "Answers of 1 rules for 237 people"
    assert "rules about single lesions left out, as no lesions were given: treat" in repr(answers).splitlines()
    assert answers.row_parts == ()
    assert answers.explain("P00007").status("treat").value == "needs-data"
    with pytest.raises(CohortFilesError, match="holds no answers about single lesions"):
        answers.scan_rows()
    with pytest.raises(CohortLayoutError, match=r"rule 'treat' is about single lesions, .* Expected lesions="):
        cohort.assess_files(source, target, **alone, guideline=OURS, rules=["treat"])


def test_only_doses_may_be_asked_for(source: Path, target: Path, given: dict[str, Any]) -> None:
    answers = cohort.assess_files(
        source, target, **given, rules=["palliative-radiotherapy", "zoledronic-acid"], outputs=["dose"]
    )
    assert answers.scan_rows().collect_schema().names() == ["who", "nr", "palliative_radiotherapy_dose_Gy"]
    assert answers.explain("P00007").lesions


def test_rules_about_lesions_only_leave_people_their_keys(source: Path, target: Path, given: dict[str, Any]) -> None:
    answers = cohort.assess_files(source, target, **given, guideline=OURS, rules=["treat"])
    assert rows(answers).columns == ["patient"]
    assert answers.scan_rows().collect().height


def test_interpreters_that_differ_about_a_lesion_are_reported(
    source: Path, target: Path, given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = cohort.assess_files(source, target, **given, guideline=OURS)
    other = OURS.replacing(attrs.evolve(LYTIC, when=PHENOTYPE.is_in("osteoblastic")))
    right = RowReader.assess
    monkeypatch.setattr(RowReader, "assess", lambda reader, key: right(attrs.evolve(reader, guideline=other), key))
    with pytest.raises(DisagreementError, match="differ about the lesions of 'P00007': treat is"):
        answers.explain("P00007")


def test_names_that_are_not_the_same_in_every_file_or_taken_are_refused(
    source: Path, target: Path, given: dict[str, Any], tmp_path: Path
) -> None:
    folder = write(tmp_path / "others", SOME.head(9), SOME.tail(9).with_columns(nr=pl.lit("x")))
    others = attrs.evolve(given["lesions"], frame=folder)
    with pytest.raises(CohortLayoutError, match=r"column 'nr' holds UInt32 in .* and String in"):
        cohort.assess_files(source, target, **{**given, "lesions": others}, guideline=OURS)
    folder = write(tmp_path / "taken", SOME.rename({"nr": "treat_status"}))
    taken = attrs.evolve(given["lesions"], frame=folder, name="treat_status")
    with pytest.raises(CohortLayoutError, match="a column is called 'treat_status', as is a column of the answer"):
        cohort.assess_files(source, target, **{**given, "lesions": taken}, guideline=OURS)
    people_taken = write(tmp_path / "people", WHOLE.rename({"patient": "action_status"}))
    with pytest.raises(CohortLayoutError, match="a column is called 'action_status', as is a column of the answer"):
        cohort.assess_files(people_taken, target, **{**given, "key": "action_status"}, guideline=OURS)
