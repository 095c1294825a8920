"""The common decision as polars expressions, written by hand.

Polars keeps three truth values itself: a null is unknown, ``&`` and ``|`` are
strong Kleene connectives, and ``when`` takes unknown for no. Shared parts become
columns in stages. Small integers, bits and statuses are written with ``when``
and typed literals, which is several times faster than a cast of a truth value.

Polars divides a column by a constant through the reciprocal, so a clearance may
differ from Python's in the last bits; the edge tolerance is wider than that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, TypeAlias

import polars as pl

from benchmarks.decision.common import BIT, NAMES, RULES, STATUSES, beyond, on_or_above
from benchmarks.decision.people import FLAG_NAMES, SEXES, Column

#: How statuses are written: as words of a closed list, or as their places in it.
Form: TypeAlias = Literal["enum", "int8"]
Engine: TypeAlias = Literal["in-memory", "streaming"]
Word: TypeAlias = Callable[[str], pl.Expr]

#: The columns of an answer for each rule.
WHAT = ("status", "dose", "missing")
STATUS = pl.Enum(STATUSES)

_METASTASES, _DENTAL, _DIALYSIS = BIT["bone_metastases"], BIT["dental_assessed"], BIT["dialysis"]
_CREATININE = BIT["creatinine"] | BIT["creatinine_baseline"]
_CALCIUM = BIT["calcium"] | BIT["albumin"]
_CLEARANCE = BIT["age"] | BIT["weight"] | BIT["sex"] | _CREATININE


def frame(people: Mapping[str, Column], *, sex_as_enum: bool = False) -> pl.DataFrame:
    """Return the people as a frame, null where unknown: Float64, Boolean, and sex as String or Enum."""
    sex: pl.DataType = pl.Enum(SEXES) if sex_as_enum else pl.String()
    kinds = {name: sex if name == "sex" else pl.Boolean() if name in FLAG_NAMES else pl.Float64() for name in NAMES}
    return pl.DataFrame(
        [pl.Series(name, people[name], dtype=kind, nan_to_null=True) for name, kind in kinds.items()],
    )


def decide(people: pl.DataFrame, form: Form = "enum", engine: Engine = "in-memory") -> pl.DataFrame:
    """Return the verdicts of everybody: for each rule ``<rule>.status``, ``.dose`` in mg and ``.missing``."""
    return plan(people.lazy(), form).collect(engine=engine)


def plan(people: pl.LazyFrame, form: Form = "enum") -> pl.LazyFrame:
    """Return the decision as a plan that nobody has collected yet."""
    col = pl.col
    creatinine, baseline = col("creatinine"), col("creatinine_baseline")
    rise = creatinine - baseline
    word: Word = _word if form == "enum" else _code
    return (
        people.with_columns(
            clearance=(140.0 - col("age")) * col("weight") / 72.0 / pl.coalesce(baseline, creatinine),
            female=col("sex") == "female",
            no_question=~col("bone_metastases"),
            too_high=creatinine > beyond(3.0),
            risen=(rise >= on_or_above(1.0)) | ((baseline < on_or_above(1.4)) & (rise >= on_or_above(0.5))),
            low_calcium=col("calcium") + (4.0 - col("albumin")) * 0.8 < on_or_above(8.0),
            unknown=_bits(*NAMES),
        )
        .with_columns(of_men=_band(col("clearance")), of_women=_band(col("clearance") * 0.85))
        # An unknown sex takes the lower band below and the higher one above.
        .with_columns(
            lowest=pl.when(~col("female")).then("of_men").otherwise("of_women"),
            highest=pl.when("female").then("of_women").otherwise("of_men"),
            outstanding=~col("dental_assessed") | col("low_calcium"),
        )
        .with_columns(
            settled=col("lowest") == col("highest"),
            barred=(col("highest") == 0) | col("too_high") | col("dialysis"),
        )
        .with_columns(
            _zoledronic_acid_status(word).alias("zoledronic-acid.status"),
            _denosumab_status(word).alias("denosumab.status"),
            _pamidronate_status(word).alias("pamidronate.status"),
        )
        .with_columns(
            *_zoledronic_acid(col("zoledronic-acid.status"), word),
            *_denosumab(col("denosumab.status"), word),
            *_pamidronate(col("pamidronate.status"), word),
        )
        .select(f"{rule}.{what}" for rule in RULES for what in WHAT)
    )


def _zoledronic_acid_status(word: Word) -> pl.Expr:
    no_data = pl.col("bone_metastases").is_null() | pl.col("creatinine").is_null()
    return (
        pl.when("no_question")
        .then(word("not-applicable"))
        .when("barred")
        .then(word("not-recommended"))
        .when("risen")
        .then(word("withhold"))
        .when(no_data | ~pl.col("settled").fill_null(value=False))
        .then(word("needs-data"))
        .when(pl.col("creatinine_baseline").is_not_null() & ~pl.col("outstanding"))
        .then(word("recommended"))
        .otherwise(word("after"))
    )


def _zoledronic_acid(status: pl.Expr, word: Word) -> tuple[pl.Expr, pl.Expr]:
    # Statuses are compared by their place in the list, which runs from advised to barred.
    dose = pl.when((status <= word("withhold")) & pl.col("settled")).then(_dose(pl.col("lowest")))
    needed = _METASTASES | _DIALYSIS | _CREATININE
    missing = (
        pl.when("no_question")
        .then(_mask(0))
        .when("barred")
        .then(_mask(_METASTASES))
        # The bar below 30 mL/min is open where the lower band is not known to be above it.
        .when(pl.col("risen") & (pl.col("lowest") > _small(0)))
        .then(_mask(_METASTASES | _DIALYSIS))
        .when("risen")
        .then(_mask(_METASTASES | _DIALYSIS | _CLEARANCE))
        .when(~pl.col("settled").fill_null(value=False))
        .then(_mask(needed | _CLEARANCE))
        .when(pl.col("outstanding") | (status == word("needs-data")))
        .then(_mask(needed))
        .otherwise(_mask(needed | _DENTAL | _CALCIUM))
    )
    return dose.alias("zoledronic-acid.dose"), _missing(missing).alias("zoledronic-acid.missing")


def _denosumab_status(word: Word) -> pl.Expr:
    return (
        pl.when("no_question")
        .then(word("not-applicable"))
        .when("low_calcium")
        .then(word("contraindicated"))
        .when(pl.col("bone_metastases").is_null() | pl.col("low_calcium").is_null())
        .then(word("needs-data"))
        .when("dental_assessed")
        .then(word("recommended"))
        .otherwise(word("after"))
    )


def _denosumab(status: pl.Expr, word: Word) -> tuple[pl.Expr, pl.Expr]:
    missing = (
        pl.when("no_question")
        .then(_mask(0))
        .when("low_calcium")
        .then(_mask(_METASTASES))
        .when(status == word("needs-data"))
        .then(_mask(_METASTASES | _CALCIUM))
        .otherwise(_mask(_DENTAL))
    )
    dose = pl.when(status <= word("after")).then(120.0)
    return dose.alias("denosumab.dose"), _missing(missing).alias("denosumab.missing")


def _pamidronate_status(word: Word) -> pl.Expr:
    return (
        pl.when("no_question")
        .then(word("not-applicable"))
        .when("too_high")
        .then(word("not-recommended"))
        .when("risen")
        .then(word("withhold"))
        .when(pl.col("bone_metastases").is_null() | pl.col("creatinine").is_null())
        .then(word("needs-data"))
        .when(pl.col("creatinine_baseline").is_not_null() & pl.col("dental_assessed"))
        .then(word("option"))
        .otherwise(word("after"))
    )


def _pamidronate(status: pl.Expr, word: Word) -> tuple[pl.Expr, pl.Expr]:
    missing = (
        pl.when("no_question")
        .then(_mask(0))
        .when(pl.col("too_high") | pl.col("risen"))
        .then(_mask(_METASTASES))
        .when(status == word("needs-data"))
        .then(_mask(_METASTASES | _CREATININE))
        .otherwise(_mask(_CREATININE | _DENTAL))
    )
    dose = pl.when(status <= word("withhold")).then(90.0)
    return dose.alias("pamidronate.dose"), _missing(missing).alias("pamidronate.missing")


def _band(clearance: pl.Expr) -> pl.Expr:
    """Return the row of the dose table counted from below, 0 below the table and null where unknown."""
    return (
        pl.when(clearance > beyond(60.0))
        .then(_small(4))
        .when(clearance >= on_or_above(50.0))
        .then(_small(3))
        .when(clearance >= on_or_above(40.0))
        .then(_small(2))
        .when(clearance >= on_or_above(30.0))
        .then(_small(1))
        .when(clearance.is_not_null())
        .then(_small(0))
    )


def _dose(band: pl.Expr) -> pl.Expr:
    return (
        pl.when(band == _small(4))
        .then(4.0)
        .when(band == _small(3))
        .then(3.5)
        .when(band == _small(2))
        .then(3.3)
        .otherwise(3.0)
    )


def _missing(asked: pl.Expr) -> pl.Expr:
    """Return which of the facts that a verdict still asks are unknown."""
    return (pl.col("unknown") & asked).cast(pl.Int64)


def _bits(*names: str) -> pl.Expr:
    first, *others = (pl.when(pl.col(name).is_null()).then(_mask(BIT[name])).otherwise(_mask(0)) for name in names)
    for other in others:
        first |= other
    return first


def _mask(value: int) -> pl.Expr:
    return pl.lit(value, pl.Int16)


def _small(value: int) -> pl.Expr:
    return pl.lit(value, pl.Int8)


def _word(status: str) -> pl.Expr:
    return pl.lit(status, STATUS)


def _code(status: str) -> pl.Expr:
    return _small(STATUSES.index(status))
