"""The example with OMOP tables: exact verdicts, and a reason for every row that was left out."""

from __future__ import annotations

import csv
import runpy
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import boneguide as bg

EXAMPLES = Path(__file__).parents[1] / "examples"
PROGRAM, TABLES = EXAMPLES / "cohort_from_omop.py", EXAMPLES / "omop"
ON = date(2026, 11, 23)
MODULE: dict[str, Any] = runpy.run_path(str(PROGRAM))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return tables that a test may change."""
    return Path(shutil.copytree(TABLES, tmp_path / "omop"))


def told_of(folder: Path, jurisdiction: str = "US", rules: tuple[str, ...] = ("zoledronic-acid", "denosumab")) -> Any:
    return MODULE["verdicts"](MODULE["people"](folder, ON), on=ON, jurisdiction=jurisdiction, rules=rules)


def rows(folder: Path, person: int) -> tuple[object, ...]:
    found = told_of(folder).filter(pl.col("person_id") == person).drop(pl.selectors.ends_with("_missing"))
    row: tuple[object, ...] = found.row(0)
    return row


def missing(folder: Path, person: int) -> set[str]:
    found = told_of(folder).filter(pl.col("person_id") == person)["zoledronic_acid_missing"].item()
    return set(found.split("; "))


def left_out(folder: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = MODULE["people"](folder, ON).left_out.rows()
    return found


def add(folder: Path, table: str, *values: object) -> None:
    with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(["" if value is None else value for value in values])


def change(folder: Path, table: str, before: str, after: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert text.count(f"\n{before}\n") == 1
    path.write_text(text.replace(f"\n{before}\n", f"\n{after}\n"), encoding="utf-8")


def run(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> None:
    monkeypatch.setattr(sys, "argv", [str(PROGRAM), *map(str, arguments)])
    runpy.run_path(str(PROGRAM), run_name="__main__")


# ---- the tables of the example


def test_verdicts() -> None:
    found = told_of(TABLES)
    assert found.drop(pl.selectors.ends_with("_missing")).rows() == [
        (1, "after", 3.5, "after", 120.0),
        # A creatinine above 3 mg/dL bars it, whatever the weight that could not be read.
        (2, "not-recommended", None, "needs-data", None),
        (3, "needs-data", None, "needs-data", None),
        (4, "needs-data", None, "needs-data", None),
        (5, "needs-data", None, "needs-data", None),
        # 67 or 68 years old: the dose is the same.
        (6, "after", 3.5, "needs-data", None),
        (7, "needs-data", None, "needs-data", None),
        (8, "after", 4.0, "needs-data", None),
    ]
    assert found.columns == [
        "person_id",
        *(f"{rule}_{part}" for rule in ("zoledronic_acid", "denosumab") for part in ("status", "dose_mg", "missing")),
    ]


def test_every_row_that_was_left_out() -> None:
    assert left_out(TABLES) == [
        ("condition_occurrence", 42, 4, "metastasis:bone", "a preliminary diagnosis"),
        ("condition_occurrence", 43, 4, "metastasis:bone", "after the day of the assessment"),
        ("condition_occurrence", 71, 7, "primary:prostate", "one of several primary tumours"),
        ("condition_occurrence", 72, 7, "primary:lung", "one of several primary tumours"),
        ("drug_exposure", 61, 6, "drug:denosumab", "after the day of the assessment"),
        ("measurement", 103, 1, "laboratory:creatinine", "after the day of the assessment"),
        ("measurement", 203, 2, "weight", "its unit is not known here"),
        ("measurement", 301, 3, "laboratory:creatinine", "older than a result that could not be read"),
        ("measurement", 302, 3, "laboratory:creatinine", "its unit is not known here"),
        ("measurement", 401, 4, "laboratory:creatinine", "after the day of the assessment"),
        ("measurement", 701, 7, "laboratory:creatinine", "its operator is another than ="),
        ("measurement", 702, 7, "laboratory:calcium", "its unit is of another kind"),
        ("measurement", 804, 8, "laboratory:albumin", "an impossible number"),
        ("measurement", 805, 8, "laboratory:calcium", "has no number"),
    ]


def test_records() -> None:
    found = MODULE["people"](TABLES, ON)
    assert found.records[1] == bg.Patient(
        sex="female",
        weight=bg.Q(62, "kg"),
        primary="breast",
        bone_metastases=True,
        labs=bg.Labs(
            creatinine=[
                bg.Observation(value=bg.Q(0.9, "mg/dL"), on=date(2026, 5, 20)),
                bg.Observation(value=bg.Q(88, "umol/L"), on=date(2026, 11, 16)),
            ],
            calcium=[bg.Observation(value=bg.Q(2.3, "mmol/L"), on=date(2026, 11, 16))],
            albumin=[bg.Observation(value=bg.Q(38, "g/L"), on=date(2026, 11, 16))],
        ),
    )
    assert found.records[5] == bg.Patient()
    assert found.records[8].bone_agent_doses == (bg.BoneAgentDose(drug="zoledronic acid", on=date(2026, 8, 24)),)
    assert not found.records[8].lists_all("bone_agent_doses")
    assert (found.ages[1], found.ages[5], found.ages[6]) == ((68, 68), (76, 77), (67, 68))


def test_somebody_without_rows_is_wholly_unknown() -> None:
    assert {"sex", "primary", "bone_metastases", "creatinine", "weight", "bone_agent_exposure"} <= missing(TABLES, 5)


# ---- results


@pytest.mark.parametrize(
    ("value", "unit", "dose"),
    [
        # The same in either unit, whichever concept it stands under.
        (88, 8749, 3.5),
        (0.995, 8840, 3.5),
        (70, 8749, 4.0),
        (0.79, 8840, 4.0),
        (0.088, 8753, 3.5),
        # In the wrong unit it is another number.
        (0.995, 8749, None),
    ],
)
def test_the_unit_of_the_row_counts(folder: Path, value: float, unit: int, dose: float | None) -> None:
    change(
        folder,
        "measurement",
        "102,1,3020564,2026-11-16,4172703,88,,8749",
        f"102,1,3020564,2026-11-16,4172703,{value},,{unit}",
    )
    if dose is None:
        assert ("measurement", 102, 1, "laboratory:creatinine", "an impossible number") in left_out(folder)
        assert "creatinine" in missing(folder, 1)
    else:
        assert rows(folder, 1)[1:3] == ("after", dose)


def test_no_unit_is_guessed(folder: Path) -> None:
    for unit in ("", 0, 9999):
        change(
            folder,
            "measurement",
            "102,1,3020564,2026-11-16,4172703,88,,8749",
            f"102,1,3020564,2026-11-16,4172703,88,,{unit}",
        )
        assert ("measurement", 102, 1, "laboratory:creatinine", "its unit is not known here") in left_out(folder)
        assert rows(folder, 1)[1:3] == ("needs-data", None)
        shutil.copy(TABLES / "measurement.csv", folder)


def test_the_latest_up_to_the_day_counts(folder: Path) -> None:
    # 4 mg/dL on the day itself, and a day later.
    add(folder, "measurement", 901, 1, 3016723, "2026-11-24", None, 4.0, None, 8840)
    assert rows(folder, 1)[1:3] == ("after", 3.5)
    add(folder, "measurement", 902, 1, 3016723, "2026-11-23", None, 4.0, None, 8840)
    assert rows(folder, 1)[1:3] == ("not-recommended", None)


def test_the_latest_weight_counts(folder: Path) -> None:
    add(folder, "measurement", 901, 1, 3025315, "2026-11-01", None, 90, None, 9529)
    assert rows(folder, 1)[1:3] == ("after", 3.5)
    add(folder, "measurement", 902, 1, 3025315, "2026-11-20", None, 90, None, 9529)
    assert rows(folder, 1)[1:3] == ("after", 4.0)


def test_a_result_beside_one_that_cannot_be_read_counts(folder: Path) -> None:
    add(folder, "measurement", 901, 1, 3016723, "2026-11-16", None, 88, None, 0)
    assert ("measurement", 101, 1, "laboratory:creatinine", "older than a result that could not be read") in left_out(
        folder
    )
    assert rows(folder, 1)[1:3] == ("after", 3.5)


# ---- cancers and doses


def test_a_metastasis_that_is_absent_is_not_present(folder: Path) -> None:
    assert "bone_metastases" not in missing(folder, 2)
    change(folder, "measurement", "201,2,36769301,2026-09-01,,,4181412,", "201,2,36769301,2026-09-01,,,4132135,")
    assert ("measurement", 201, 2, "metastasis:bone", "its value is another than present") in left_out(folder)
    assert MODULE["people"](folder, ON).records[2].bone_metastases is None


def test_a_metastasis_in_the_lung_is_no_primary(folder: Path) -> None:
    assert MODULE["people"](folder, ON).records[8].primary == "breast"
    path = folder / "concept_ancestor.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("432851,2000000002\n", ""), encoding="utf-8")
    assert MODULE["people"](folder, ON).records[8].primary is None


def test_without_the_concepts_below_there_is_no_dose(folder: Path) -> None:
    (folder / "concept_ancestor.csv").unlink()
    assert MODULE["people"](folder, ON).records[8].bone_agent_doses is None


@pytest.mark.parametrize(
    ("born", "bounds"),
    [
        ((1958, 11, 23), (68, 68)),
        ((1958, 11, 24), (67, 67)),
        ((1958, 11, None), (67, 68)),
        ((1958, 12, None), (67, 67)),
        ((1958, None, None), (67, 68)),
        ((1958, None, 1), (67, 68)),
        ((None, 3, 1), None),
    ],
)
def test_ages(born: tuple[int | None, ...], bounds: tuple[int, int] | None) -> None:
    assert MODULE["ages"](*born, on=ON) == bounds


# ---- the program


def test_one_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    run(monkeypatch)
    shown = capsys.readouterr().out.splitlines()
    assert shown[:5] == [
        "2026-11-23, US",
        "8 people",
        "zoledronic_acid_status: needs-data 4, after 3, not-recommended 1",
        "denosumab_status: needs-data 7, after 1",
        "14 rows left out:",
    ]
    assert "  1 measurement, laboratory:creatinine: its unit is not known here" in shown
    assert shown[-2:] == ["2 notes: free text is not read", "written: verdicts.csv, verdicts_left_out.csv"]
    assert len(Path("verdicts.csv").read_text(encoding="utf-8").splitlines()) == 9
    assert len(Path("verdicts_left_out.csv").read_text(encoding="utf-8").splitlines()) == 15


def test_parquet_says_the_same(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, folder: Path
) -> None:
    for path in folder.glob("*.csv"):
        if path.stem != "concepts":
            pl.read_csv(path, try_parse_dates=True).rename(str.upper).write_parquet(path.with_suffix(".parquet"))
            path.unlink()
    out = tmp_path / "verdicts.parquet"
    run(monkeypatch, folder, "--out", out, "--jurisdiction", "EU", "--rules", "clodronate")
    assert "2026-11-23, EU" in capsys.readouterr().out
    assert pl.read_parquet(out).equals(told_of(TABLES, "EU", ("clodronate",)))
    assert pl.read_parquet(tmp_path / "verdicts_left_out.parquet").rows() == left_out(TABLES)


def test_what_is_wrong_is_said_without_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "person.csv").write_text("person_id\n1\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="gender_concept_id"):
        run(monkeypatch, tmp_path)
    with pytest.raises(SystemExit, match="no rule 'zoledronate'"):
        run(monkeypatch, "--rules", "zoledronate")


def test_concepts_say_where_they_were_seen() -> None:
    found = pl.read_csv(TABLES / "concepts.csv")
    assert found["concept_id"].is_unique().all()
    assert not any(found[column].is_null().any() for column in ("name", "vocabulary", "means", "seen"))
    takes_away = {"no primary", "preliminary", "present"}
    assert set(found.filter(verified="one")["means"]) == takes_away
    assert set(found["verified"]) == {"one", "two"}
    seen_twice = found.filter(verified="two")["seen"].str.split("; ").list.len()
    assert seen_twice.min() == 2
