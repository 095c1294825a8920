"""What the encoded guidelines say for everybody in tables of the OMOP Common Data Model.

Usage: python examples/cohort_from_omop.py examples/omop --out verdicts.csv

Reads person, condition_occurrence, drug_exposure and measurement, as Parquet or CSV
files of a folder, and writes one row for each person. A table that is not there and a
row that is not there say nothing: what they would hold is unknown. So is a result whose
unit is not known; it is listed with every other row that was left out, and why.
"""

from __future__ import annotations

import argparse
import calendar
import sys
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias

import attrs
import polars as pl

import boneguide as bg
from boneguide import Q, cohort, guidelines
from boneguide.model.jurisdiction import Jurisdiction
from boneguide.model.labs import LAB_KINDS
from boneguide.quantities import kinds

HERE = Path(__file__).parent / "omop"
#: The columns that are read of each table, and their types.
TABLES: Mapping[str, Mapping[str, Any]] = {
    "person": {
        "person_id": pl.Int64,
        "gender_concept_id": pl.Int64,
        "year_of_birth": pl.Int64,
        "month_of_birth": pl.Int64,
        "day_of_birth": pl.Int64,
    },
    "condition_occurrence": {
        "condition_occurrence_id": pl.Int64,
        "person_id": pl.Int64,
        "condition_concept_id": pl.Int64,
        "condition_start_date": pl.Date,
        "condition_status_concept_id": pl.Int64,
    },
    "drug_exposure": {
        "drug_exposure_id": pl.Int64,
        "person_id": pl.Int64,
        "drug_concept_id": pl.Int64,
        "drug_exposure_start_date": pl.Date,
    },
    "measurement": {
        "measurement_id": pl.Int64,
        "person_id": pl.Int64,
        "measurement_concept_id": pl.Int64,
        "measurement_date": pl.Date,
        "operator_concept_id": pl.Int64,
        "value_as_number": pl.Float64,
        "value_as_concept_id": pl.Int64,
        "unit_concept_id": pl.Int64,
    },
    "note": {"note_id": pl.Int64},
    "concept_ancestor": {"ancestor_concept_id": pl.Int64, "descendant_concept_id": pl.Int64},
}
#: What is measured, and the units in which it can be.
UNITS = {"weight": kinds.BODY_WEIGHT.units, **{f"laboratory:{name}": kind.units for name, kind in LAB_KINDS.items()}}
#: A day, a number and its unit.
Result: TypeAlias = tuple[date, float, str]


# ---- tables and what stands in them


def table(folder: Path, name: str) -> pl.DataFrame:
    """Return a table of the folder; without rows where there is no such file."""
    types = TABLES[name]
    parquet, text = folder / f"{name}.parquet", folder / f"{name}.csv"
    if parquet.exists():
        found = pl.read_parquet(parquet)
    elif text.exists():
        found = pl.read_csv(text, infer_schema=False)
    else:
        return pl.DataFrame(schema=types)
    found = found.rename(str.lower)
    return found.select(_as(kind, found[column]) for column, kind in types.items())


def _as(kind: Any, column: pl.Series) -> pl.Series:  # noqa: ANN401 - a type of a column
    return column.str.to_date("%Y-%m-%d") if kind == pl.Date and column.dtype == pl.String else column.cast(kind)


def concepts(folder: Path) -> pl.DataFrame:
    """Return what concepts mean here, those that descend from them included."""
    known = pl.read_csv(HERE / "concepts.csv", columns=["concept_id", "means"])
    below = table(folder, "concept_ancestor").join(known, left_on="ancestor_concept_id", right_on="concept_id")
    return pl.concat([known, below.select(concept_id="descendant_concept_id", means="means")]).unique()


def meaning(meant: pl.DataFrame, *means: str) -> pl.Expr:
    """Return the concepts of a meaning, for ``is_in``."""
    return pl.lit(meant.filter(pl.col("means").is_in(means))["concept_id"].implode())


def events(folder: Path, name: str, prefix: str, meant: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return the rows whose concepts mean something, each with the reason why it is left out, if it is."""
    day = next(column for column, kind in TABLES[name].items() if kind == pl.Date)
    rows = table(folder, name).rename({f"{name}_id": "row", f"{prefix}_concept_id": "concept_id", day: "day"})
    return rows.join(meant, on="concept_id").with_columns(
        pl.lit(name).alias("table"),
        because(
            (pl.col("day").is_null(), "has no day"),
            (pl.col("day") > on, "after the day of the assessment"),
        ),
    )


def because(*reasons: tuple[pl.Expr, str]) -> pl.Expr:
    """Return the first reason that holds, null where none does."""
    return pl.coalesce(*(pl.when(holds).then(pl.lit(told)) for holds, told in reasons)).alias("why")


def further(*reasons: tuple[pl.Expr, str]) -> pl.Expr:
    """Return the reason that was found before, or else the first that holds."""
    return pl.coalesce("why", because(*reasons)).alias("why")


# ---- what each table says


def diagnoses(folder: Path, meant: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return primary tumours and metastases; the vocabulary keeps metastases among the measurements too."""
    found = events(folder, "condition_occurrence", "condition", meant, on)
    cancers = found.filter(pl.col("means").str.starts_with("primary:"))
    # Below a malignant tumour of the lung there are also the metastases in it.
    cancers = cancers.filter(~pl.col("concept_id").is_in(meaning(meant, "no primary")))
    spread = pl.concat([found, events(folder, "measurement", "measurement", meant, on)], how="diagonal")
    spread = spread.filter(pl.col("means").str.starts_with("metastasis:"))
    preliminary = pl.col("condition_status_concept_id").is_in(meaning(meant, "preliminary"))
    other = (pl.col("value_as_concept_id") != 0) & ~pl.col("value_as_concept_id").is_in(meaning(meant, "present"))
    told = pl.concat([cancers, spread], how="diagonal").with_columns(
        further((preliminary, "a preliminary diagnosis"), (other, "its value is another than present"))
    )
    primary = pl.when(pl.col("why").is_null() & pl.col("means").str.starts_with("primary:")).then("means")
    several = primary.is_not_null() & (primary.drop_nulls().n_unique().over("person_id") > 1)
    return told.with_columns(further((several, "one of several primary tumours")))


def results(folder: Path, meant: pl.DataFrame, on: date) -> pl.DataFrame:
    """Return results with their units."""
    of_units = meant.filter(pl.col("means").str.starts_with("unit:"))
    of_units = of_units.select(unit_concept_id="concept_id", unit=pl.col("means").str.strip_prefix("unit:"))
    found = events(folder, "measurement", "measurement", meant, on).filter(pl.col("means").is_in(list(UNITS)))
    found = found.join(of_units, on="unit_concept_id", how="left")
    plain = pl.col("operator_concept_id").is_in(meaning(meant, "plain value")) | (pl.col("operator_concept_id") == 0)
    fits = pl.concat_str("means", pl.lit(" "), "unit").is_in(
        [f"{what} {unit}" for what in UNITS for unit in UNITS[what]]
    )
    found = found.with_columns(
        further(
            (pl.col("value_as_number").is_null(), "has no number"),
            (~plain, "its operator is another than ="),
            (pl.col("unit").is_null(), "its unit is not known here"),
            (~fits, "its unit is of another kind"),
        )
    )
    rows = found.select("why", "means", "day", "value_as_number", "unit").rows()
    possible = [why is not None or is_possible(what, (day, number, unit)) for why, what, day, number, unit in rows]
    return found.with_columns(further((~pl.lit(pl.Series(possible, dtype=pl.Boolean)), "an impossible number")))


def readable(found: pl.DataFrame, on: date) -> pl.DataFrame:
    """Say nothing of what is older than a result that could not be read: the latest is not known then."""
    unread = pl.col("why").is_not_null() & (pl.col("day") <= on)
    newest = pl.when(unread).then("day").max().over("person_id", "means")
    return found.with_columns(further((pl.col("day") < newest, "older than a result that could not be read")))


def ages(year: int | None, month: int | None, day: int | None, on: date) -> tuple[int, int] | None:
    """Return the lowest and the highest possible age in years; where only the year is known they differ by one."""
    if year is None:
        return None
    day = day if month else None
    first = date(year, month or 1, day or 1)
    last = date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])
    return _age(last, on), _age(first, on)


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


# ---- records


@attrs.frozen
class People:
    """Records by person, ages of which only the bounds are known, and every row that was left out."""

    records: Mapping[int, bg.Patient]
    ages: Mapping[int, tuple[int, int]]
    left_out: pl.DataFrame


def record(results: Mapping[str, list[Result]], **facts: Any) -> bg.Patient:  # noqa: ANN401 - any fact of a record
    """Return the record of one person; the library refuses a result that cannot be true."""
    weight = max(results.get("weight", []), key=itemgetter(0), default=None)
    series: dict[str, Any] = {
        what.removeprefix("laboratory:"): [bg.Observation(value=Q(number, unit), on=day) for day, number, unit in found]
        for what, found in results.items()
        if what != "weight"
    }
    return bg.Patient(weight=None if weight is None else Q(*weight[1:]), labs=bg.Labs(**series), **facts)


def is_possible(what: str, result: Result) -> bool:
    """Return whether a result can be true."""
    with warnings.catch_warnings():
        # What is possible and unusual is warned of once, when the record is made.
        warnings.simplefilter("ignore", bg.BoneguideWarning)
        try:
            record({what: [result]})
        except bg.BoneguideError:
            return False
    return True


def people(folder: Path, on: date) -> People:
    """Return everybody in the table of people with what the other tables say of them."""
    meant = concepts(folder)
    cancers, measured = diagnoses(folder, meant, on), readable(results(folder, meant, on), on)
    given = events(folder, "drug_exposure", "drug", meant, on).filter(pl.col("means").str.starts_with("drug:"))
    said: defaultdict[int, set[str]] = defaultdict(set)
    for person, means in _read(cancers, "means"):
        said[person].add(means)
    series: defaultdict[int, defaultdict[str, list[Result]]] = defaultdict(lambda: defaultdict(list))
    for person, means, *result in _read(measured, "means", "day", "value_as_number", "unit"):
        series[person][means].append((result[0], result[1], result[2]))
    doses: defaultdict[int, list[bg.BoneAgentDose]] = defaultdict(list)
    for person, means, day in _read(given, "means", "day"):
        doses[person].append(bg.BoneAgentDose(drug=means.removeprefix("drug:"), on=day))
    sexes = {concept: means for concept, means in meant.rows() if means.startswith("sex:")}
    records, bounds = {}, {}
    for person, gender, *born in table(folder, "person").rows():
        age = ages(born[0], born[1], born[2], on)
        if age is not None:
            bounds[person] = age
        records[person] = record(
            series[person],
            sex=sexes.get(gender, "").removeprefix("sex:") or None,
            primary=next((m.removeprefix("primary:") for m in said[person] if m.startswith("primary:")), None),
            # No row is no statement that there is nothing.
            bone_metastases=True if "metastasis:bone" in said[person] else None,
            bone_agent_doses=doses[person] or None,
            # Doses that were given elsewhere are in no table.
            incomplete=["bone_agent_doses"] if doses[person] else None,
        )
    left = [frame.filter(pl.col("why").is_not_null()) for frame in (cancers, measured, given)]
    told = [frame.select("table", "row", "person_id", what="means", why="why") for frame in left]
    return People(records, bounds, pl.concat(told).sort("table", "row", "what"))


def _read(found: pl.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return found.filter(pl.col("why").is_null()).select("person_id", *columns).rows()


# ---- verdicts


def verdicts(found: People, *, on: date, jurisdiction: Jurisdiction, rules: Sequence[str]) -> pl.DataFrame:
    """Return a row for each person: the status of each rule, its dose, and what could still change it."""
    asked = guidelines.default.only(*rules)
    parts = []
    # People whose results came in different units are in different groups, so that no threshold is converted.
    for group in cohort.from_patients(found.records, on=on, guideline=asked, key="person_id"):
        bounds = [found.ages.get(person, (None, None)) for person in group.people["person_id"]]
        answers = cohort.assess(
            pl.DataFrame(group.people).with_columns(
                age=pl.Series([low for low, _ in bounds], dtype=pl.Float64),
                age_at_most=pl.Series([high for _, high in bounds], dtype=pl.Float64),
            ),
            key="person_id",
            on=on,
            jurisdiction=jurisdiction,
            columns={**group.columns, "age": ("age", "age_at_most")},
            units={**group.units, "age": "year", "age_at_most": "year"},
            guideline=asked,
        )
        parts.append(in_words(answers))
    return pl.concat(parts, how="diagonal_relaxed").sort("person_id")


def in_words(answers: cohort.Answers) -> pl.DataFrame:
    """Return the answers with the names of the facts that are missing, in the place of one bit for each."""
    frame: pl.DataFrame = answers.frame
    masks = [column for column in frame.columns if column.endswith("_missing")]
    return frame.with_columns(
        pl.Series(column, ["; ".join(answers.facts(column, mask)) for mask in frame[column]]) for column in masks
    )


def account(found: People, told: pl.DataFrame, notes: int) -> str:
    """Return what a reader should know of the verdicts."""
    lines = [f"{told.height} people"]
    for column in (name for name in told.columns if name.endswith("_status")):
        counted = told[column].value_counts(sort=True).sort("count", column, descending=[True, False])
        lines.append(f"{column}: " + ", ".join(f"{status} {number}" for status, number in counted.rows()))
    lines.append(f"{found.left_out.height} rows left out:")
    by_reason = found.left_out.group_by("table", "what", "why").len().sort("table", "what", "why")
    lines += [f"  {number} {name}, {what}: {why}" for name, what, why, number in by_reason.rows()]
    lines.append(f"{notes} notes: free text is not read")
    return "\n".join(lines)


def arguments() -> argparse.Namespace:
    """Return what was asked for on the command line."""
    parser = argparse.ArgumentParser(description="Verdicts for everybody in OMOP tables.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE, help="folder of tables (default: the example)")
    parser.add_argument("--on", type=date.fromisoformat, default=date(2026, 11, 23), metavar="YYYY-MM-DD")
    parser.add_argument("--jurisdiction", choices=["US", "EU", "UK"], default="US")
    parser.add_argument("--rules", nargs="+", default=["zoledronic-acid", "denosumab"], metavar="RULE")
    parser.add_argument(
        "--out", type=Path, default=Path("verdicts.csv"), help=".csv or .parquet (default: %(default)s)"
    )
    return parser.parse_args()


def write(frame: pl.DataFrame, path: Path) -> None:
    """Write a frame as Parquet or CSV, as the name of the file says."""
    if path.suffix == ".parquet":
        frame.write_parquet(path)
    else:
        frame.write_csv(path)


def main() -> None:
    """Read the tables, write the verdicts and what was left out, say what there is."""
    asked = arguments()
    try:
        found = people(asked.folder, asked.on)
        told = verdicts(found, on=asked.on, jurisdiction=asked.jurisdiction, rules=asked.rules)
    except (OSError, pl.exceptions.PolarsError, bg.BoneguideError) as problem:
        sys.exit(str(problem))
    write(told, asked.out)
    beside = asked.out.with_stem(f"{asked.out.stem}_left_out")
    write(found.left_out, beside)
    print(f"{asked.on}, {asked.jurisdiction}")
    print(account(found, told, table(asked.folder, "note").height))
    print(f"written: {asked.out}, {beside}")


if __name__ == "__main__":
    main()
