"""The kinds of value that the library knows, with their units, bridges and limits.

Limits are the library's own sanity limits, as :class:`~boneguide.quantities.kind.Kind`
says. Bridges between mass and substance are the rounded factors that laboratories use, each named below:

=================  =======================================  ==========================
Kind               Bridge                                   Basis
=================  =======================================  ==========================
creatinine         1 mg/dL = 88.4 umol/L                    conventional (113.12 g/mol)
calcium            1 mmol/L = 4.008 mg/dL                   40.08 g/mol
25-OH vitamin D    1 ng/mL = 2.5 nmol/L                     conventional (400.6 g/mol)
phosphate          1 mmol/L = 3.0974 mg/dL, as phosphorus   30.974 g/mol
magnesium          1 mmol/L = 2.4305 mg/dL = 2 mEq/L        24.305 g/mol
haemoglobin        1 g/dL = 0.6206 mmol/L                   of the monomer, 16 114 g/mol
vitamin D dose     1 ug = 40 IU                             by definition
=================  =======================================  ==========================
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from boneguide.quantities.kind import Kind

AGE: Final = Kind(
    name="age",
    canonical="year",
    units=("year", "month", "week", "day"),
    possible=(0, 130),
    plausible=(12, 110),
)
BODY_WEIGHT: Final = Kind(
    name="body weight",
    canonical="kg",
    units=("kg", "lb"),
    bridge={"g": Fraction(1000)},
    possible=(0.3, 650),
    plausible=(30, 250),
)
HEIGHT: Final = Kind(
    name="height",
    canonical="cm",
    units=("cm", "m", "mm", "inch"),
    possible=(20, 280),
    plausible=(120, 220),
)
LENGTH: Final = Kind(
    name="length of a lesion",
    canonical="cm",
    units=("cm", "mm", "inch"),
    possible=(0, 60),
    plausible=(0, 30),
)
BODY_MASS_INDEX: Final = Kind(
    name="body mass index",
    canonical="kg/m2",
    units=("kg/m2",),
    possible=(5, 250),
    plausible=(12, 70),
)
BODY_SURFACE_AREA: Final = Kind(
    name="body surface area",
    canonical="m2",
    units=("m2", "cm2"),
    possible=(0.1, 5),
    plausible=(1, 3),
)
DURATION: Final = Kind(
    name="duration",
    canonical="day",
    units=("day", "second", "minute", "hour", "week", "month", "year"),
    possible=(0, 47500),
    plausible=(0, 36525),
)

# ---- laboratory

SERUM_CREATININE: Final = Kind(
    name="serum creatinine",
    canonical="mg/dL",
    units=("mg/dL", "mg/L"),
    bridge={"umol/L": Fraction("88.4"), "mmol/L": Fraction("0.0884")},
    possible=(0.05, 40),
    plausible=(0.3, 15),
)
CREATININE_CLEARANCE: Final = Kind(
    name="creatinine clearance",
    canonical="mL/min",
    units=("mL/min", "mL/s"),
    possible=(0, 400),
    plausible=(3, 220),
)
ESTIMATED_GFR: Final = Kind(
    name="estimated glomerular filtration rate per 1.73 m2",
    canonical="mL/min/1.73m2",
    units=("mL/min/1.73m2",),
    possible=(0, 300),
    plausible=(2, 180),
)
SERUM_CALCIUM: Final = Kind(
    name="serum calcium",
    canonical="mg/dL",
    units=("mg/dL",),
    bridge={"mmol/L": Fraction(1000, 4008)},
    possible=(2, 30),
    plausible=(5, 18),
)
IONISED_CALCIUM: Final = Kind(
    name="ionised calcium",
    canonical="mmol/L",
    units=("mmol/L",),
    bridge={"mg/dL": Fraction("4.008")},
    possible=(0.2, 6),
    plausible=(0.6, 3),
)
SERUM_ALBUMIN: Final = Kind(
    name="serum albumin",
    canonical="g/dL",
    units=("g/dL", "g/L"),
    possible=(0.3, 8),
    plausible=(1, 6),
)
VITAMIN_D: Final = Kind(
    name="25-hydroxyvitamin D",
    canonical="ng/mL",
    units=("ng/mL", "ug/L"),
    bridge={"nmol/L": Fraction("2.5")},
    possible=(0, 1000),
    plausible=(2, 150),
)
PHOSPHATE: Final = Kind(
    name="serum phosphate",
    canonical="mg/dL",
    units=("mg/dL",),
    bridge={"mmol/L": 1 / Fraction("3.0974")},
    possible=(0.1, 40),
    plausible=(0.8, 12),
)
MAGNESIUM: Final = Kind(
    name="serum magnesium",
    canonical="mg/dL",
    units=("mg/dL",),
    bridge={"mmol/L": 1 / Fraction("2.4305"), "mEq/L": 2 / Fraction("2.4305")},
    possible=(0.1, 30),
    plausible=(0.6, 6),
)
NTX: Final = Kind(
    name="urinary N-telopeptide per creatinine",
    canonical="nmol/mmol",
    units=("nmol/mmol",),
    possible=(0, 10000),
    plausible=(2, 1500),
)
BONE_ALP: Final = Kind(
    name="bone alkaline phosphatase",
    canonical="U/L",
    units=("U/L", "ukat/L"),
    possible=(0, 20000),
    plausible=(1, 3000),
)
URINE_ALBUMIN: Final = Kind(
    name="urinary albumin excretion",
    canonical="mg/24h",
    units=("mg/24h", "g/24h", "mg/day", "g/day"),
    possible=(0, 60000),
    plausible=(0, 20000),
)
PLATELETS: Final = Kind(
    name="platelet count",
    canonical="10*9/L",
    units=("10*9/L", "10*3/uL", "cells/uL"),
    possible=(0, 10000),
    plausible=(5, 2000),
)
NEUTROPHILS: Final = Kind(
    name="neutrophil count",
    canonical="10*9/L",
    units=("10*9/L", "10*3/uL", "cells/uL"),
    possible=(0, 1000),
    plausible=(0, 100),
)
WHITE_CELLS: Final = Kind(
    name="white cell count",
    canonical="10*9/L",
    units=("10*9/L", "10*3/uL", "cells/uL"),
    possible=(0, 2000),
    plausible=(0, 200),
)
HAEMOGLOBIN: Final = Kind(
    name="haemoglobin",
    canonical="g/dL",
    units=("g/dL", "g/L"),
    bridge={"mmol/L": Fraction("0.6206")},
    possible=(0.5, 30),
    plausible=(3, 22),
)

# ---- drugs

DRUG_MASS: Final = Kind(
    name="mass of drug",
    canonical="mg",
    units=("mg", "ng", "ug", "g"),
    possible=(0, 1000000),
    plausible=(0, 20000),
)
WEIGHT_DOSE: Final = Kind(
    name="dose by body weight",
    canonical="mg/kg",
    units=("mg/kg", "ug/kg"),
    possible=(0, 1000),
    plausible=(0, 100),
)
VOLUME: Final = Kind(
    name="volume",
    canonical="mL",
    units=("mL", "uL", "dL", "L"),
    possible=(0, 20000),
    plausible=(0, 5000),
)
INFUSION_TIME: Final = Kind(
    name="infusion time",
    canonical="minute",
    units=("minute", "second", "hour", "day"),
    possible=(0, 10080),
    plausible=(0, 2880),
)
INTERVAL: Final = Kind(
    name="interval",
    canonical="week",
    units=("week", "hour", "day", "month", "year"),
    possible=(0, 522),
    plausible=(0, 105),
)
INFUSION_RATE: Final = Kind(
    name="infusion rate",
    canonical="mg/h",
    units=("mg/h", "ug/h", "mg/min"),
    possible=(0, 100000),
    plausible=(0, 10000),
)
DAILY_DRUG_DOSE: Final = Kind(
    name="daily dose of drug",
    canonical="mg/day",
    units=("mg/day", "ug/day", "g/day", "mg/h", "ug/h"),
    possible=(0, 100000),
    plausible=(0, 10000),
)
PATCH_RATE: Final = Kind(
    name="delivery rate of a patch",
    canonical="ug/h",
    units=("ug/h",),
    possible=(0, 2000),
    plausible=(0, 600),
)
CONCENTRATION: Final = Kind(
    name="concentration of drug",
    canonical="mg/mL",
    units=("mg/mL", "ug/mL", "mg/L", "g/L"),
    possible=(0, 1000),
    plausible=(0, 500),
)
VITAMIN_D_DOSE: Final = Kind(
    name="dose of vitamin D",
    canonical="IU vitamin D",
    units=("IU vitamin D",),
    bridge={"ug": Fraction(1, 40)},
    possible=(0, 1000000),
    plausible=(0, 100000),
)
MORPHINE_EQUIVALENT_MME: Final = Kind(
    name="morphine milligram equivalents per day",
    canonical="MME/day",
    units=("MME/day",),
    possible=(0, 100000),
    plausible=(0, 5000),
)
OMED: Final = Kind(
    name="oral morphine equivalent daily dose",
    canonical="OMED/day",
    units=("OMED/day",),
    possible=(0, 100000),
    plausible=(0, 5000),
)

# ---- radiation

ABSORBED_DOSE: Final = Kind(
    name="absorbed dose",
    canonical="Gy",
    units=("Gy", "cGy", "mGy"),
    possible=(0, 500),
    plausible=(0, 100),
)
#: Of the spinal cord, alpha/beta 2 Gy: no physical dose, and not to be compared with one.
CORD_EFFECTIVE_DOSE: Final = Kind(
    name="biologically effective dose to the spinal cord, alpha/beta 2 Gy",
    canonical="Gy",
    units=("Gy", "cGy"),
    possible=(0, 5000),
    plausible=(0, 400),
)
EQUIVALENT_DOSE: Final = Kind(
    name="equivalent dose",
    canonical="Sv",
    units=("Sv", "mSv", "uSv"),
    possible=(0, 100),
    plausible=(0, 10),
)
ACTIVITY: Final = Kind(
    name="activity",
    canonical="MBq",
    units=("MBq", "Bq", "kBq", "GBq", "mCi", "uCi"),
    possible=(0, 1000000),
    plausible=(0, 50000),
)
ACTIVITY_PER_MASS: Final = Kind(
    name="activity by body weight",
    canonical="kBq/kg",
    units=("kBq/kg", "MBq/kg", "uCi/kg", "mCi/kg"),
    possible=(0, 1000000),
    plausible=(0, 100000),
)
