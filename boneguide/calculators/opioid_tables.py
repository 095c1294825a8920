"""Opioid conversion tables, each under its own name and never mixed.

``CLINICAL`` tables convert to oral morphine, in mg per 24 hours: ``nccn``,
``nccn-fentanyl``, ``eapc``, ``esmo`` and ``anzca``. ``SURVEILLANCE`` tables count
morphine milligram equivalents: ``cdc2022`` and, for comparison with old data,
``cdc2016``. The second sort counts the exposure of populations, leaves cancer pain
out of its guideline, and must never choose a dose.

Domain: adults. Ratios are averages over people who differ widely. Methadone is in
no clinical table: see ``methadone_start``. A table holds what was found of it; what
is absent is unsupported and never zero. The library of factors that the CDC
publishes as 2022 still holds those of 2016, so it was not copied.

Verification: differs by table and line and stands with each. The NCCN tables were
read where others quote them (secondary); CDC and ANZCA factors in first-party text;
most of ESMO and part of EAPC are from memory and give no dose unless accepted.
"""

from __future__ import annotations

from boneguide.calculators._opioid_references import (
    ANZCA_2021,
    CDC_2016_CQL,
    CDC_2022,
    EAPC_2012,
    ESMO_PAIN_2012,
    NCCN_PAIN,
)
from boneguide.calculators._opioid_table import ORAL, PARENTERAL, PATCH, ConversionTable, Entry, Pair
from boneguide.model.provenance import Source

__all__ = [
    "CLINICAL",
    "SOURCE",
    "SOURCE_ANZCA",
    "SOURCE_CDC_2016",
    "SOURCE_CDC_2022",
    "SOURCE_EAPC",
    "SOURCE_ESMO",
    "SOURCE_FENTANYL",
    "SURVEILLANCE",
]

SOURCE = Source(
    NCCN_PAIN,
    locator="equianalgesic doses",
    rows=("analgesia-T2",),
    verified="secondary",
    note="The page that quotes it also prints oxycodone 20 mg as hydromorphone 4 mg, which is not its own 20 to 7.5.",
)
SOURCE_FENTANYL = Source(
    NCCN_PAIN,
    locator="transdermal fentanyl equivalents",
    rows=("analgesia-T8",),
    verified="secondary",
    note="Published slopes differ: 2.0, 2.4 and 3.6 mg of oral morphine per ug/h.",
)
SOURCE_EAPC = Source(
    EAPC_2012,
    locator="relative analgesic ratios",
    rows=("analgesia-T3",),
    verified="primary",
    note="Ratios of hydromorphone, fentanyl and buprenorphine seen in an abstract; the others from memory.",
)
SOURCE_ESMO = Source(
    ESMO_PAIN_2012,
    locator="relative effectiveness against oral morphine",
    rows=("analgesia-T4",),
    verified="memory",
    note="Only hydromorphone, 5 to 7.5, was seen, and that as quoted elsewhere.",
)
SOURCE_ANZCA = Source(
    ANZCA_2021,
    locator="appendix 2",
    rows=("analgesia-T5",),
    verified="primary",
    note="Two rows lost their drug in the copy that was read and are left out.",
)
SOURCE_CDC_2022 = Source(
    CDC_2022,
    locator="conversion factors",
    rows=("analgesia-T1",),
    verified="primary",
    note="Not for choosing a dose; cancer, palliative and sickle-cell pain are outside the guideline.",
)
SOURCE_CDC_2016 = Source(
    CDC_2016_CQL,
    locator="conversion factors",
    rows=("analgesia-T1",),
    verified="primary",
    note="What the code holds, methadone in bands of whole mg, and tramadol. Tapentadol is not in it.",
)

#: Oral morphine is the scale itself, so no source has to say that it is 1.
_MORPHINE = Entry("morphine", ORAL, 1, 1, verified="derived")

_NCCN = ConversionTable(
    name="nccn",
    row="analgesia-T2",
    source=SOURCE,
    entries=(
        _MORPHINE,
        Entry("morphine", PARENTERAL, 30 / 10, 30 / 10, verified="secondary"),
        Entry("hydromorphone", ORAL, 30 / 7.5, 30 / 7.5, verified="secondary"),
        Entry("hydromorphone", PARENTERAL, 30 / 1.5, 30 / 1.5, verified="secondary"),
        Entry("oxycodone", ORAL, 30 / 20, 30 / 20, verified="secondary", note="The table prints 15 to 20 mg."),
        Entry("oxymorphone", ORAL, 30 / 10, 30 / 10, verified="secondary"),
        Entry("codeine", ORAL, 30 / 200, 30 / 200, verified="secondary"),
        Entry("hydrocodone", ORAL, 30 / 45, 30 / 30, verified="memory"),
    ),
)
_NCCN_FENTANYL = ConversionTable(
    name="nccn-fentanyl",
    row="analgesia-T8",
    source=SOURCE_FENTANYL,
    entries=(_MORPHINE, Entry("fentanyl", PATCH, 60 / 25, 60 / 25, "ug/h", verified="secondary")),
)
_EAPC = ConversionTable(
    name="eapc",
    row="analgesia-T3",
    source=SOURCE_EAPC,
    entries=(
        _MORPHINE,
        Entry("morphine", PARENTERAL, 2, 3, verified="memory"),
        Entry("oxycodone", ORAL, 1.5, 1.5, verified="memory"),
        Entry("hydromorphone", ORAL, 5, 5, verified="primary"),
        # 100 mg and 75 mg of oral morphine per mg of drug in 24 hours.
        Entry("fentanyl", PATCH, 2.4, 2.4, "ug/h", verified="primary"),
        Entry("buprenorphine", PATCH, 1.8, 1.8, "ug/h", verified="primary"),
    ),
    pairs=(Pair(source="oxycodone", target="hydromorphone", ratio=4, verified="memory"),),
)
_ESMO = ConversionTable(
    name="esmo",
    row="analgesia-T4",
    source=SOURCE_ESMO,
    entries=(
        _MORPHINE,
        Entry("morphine", PARENTERAL, 3, 3, verified="memory"),
        Entry("oxycodone", ORAL, 1.5, 2, verified="memory"),
        Entry("hydromorphone", ORAL, 5, 7.5, verified="secondary"),
        Entry("fentanyl", PATCH, 2.4, 2.4, "ug/h", verified="memory"),
        Entry("buprenorphine", ORAL, 75, 75, verified="memory"),
        Entry("buprenorphine", ("intravenous",), 100, 100, verified="memory"),
        Entry("buprenorphine", PATCH, 60 / 35, 60 / 35, "ug/h", verified="memory"),
        Entry("tramadol", ORAL, 0.1, 0.2, verified="memory"),
        Entry("codeine", ORAL, 0.15, 0.15, verified="memory"),
        Entry("dihydrocodeine", ORAL, 0.17, 0.17, verified="memory"),
    ),
)
_ANZCA = ConversionTable(
    name="anzca",
    row="analgesia-T5",
    source=SOURCE_ANZCA,
    entries=(
        _MORPHINE,
        Entry("oxycodone", ORAL, 1.5, 1.5, verified="primary"),
        Entry("hydromorphone", ORAL, 5, 5, verified="primary"),
        Entry("codeine", ORAL, 0.13, 0.13, verified="primary"),
        Entry("dextropropoxyphene", ORAL, 0.1, 0.1, verified="primary"),
        Entry("tramadol", ORAL, 0.2, 0.2, verified="primary"),
        Entry("tapentadol", ORAL, 0.3, 0.3, verified="primary"),
        Entry("buprenorphine", ("sublingual",), 40, 40, verified="primary"),
        Entry("buprenorphine", PATCH, 2, 2, "ug/h", verified="primary"),
        Entry("fentanyl", PATCH, 3, 3, "ug/h", verified="primary"),
        Entry("morphine", PARENTERAL, 3, 3, verified="primary"),
        Entry("oxycodone", PARENTERAL, 3, 3, verified="primary"),
        Entry("hydromorphone", PARENTERAL, 15, 15, verified="primary"),
        Entry("codeine", PARENTERAL, 0.25, 0.25, verified="primary"),
        Entry("pethidine", PARENTERAL, 0.4, 0.4, verified="primary"),
        Entry("fentanyl", PARENTERAL, 0.2, 0.2, "ug/day", verified="primary"),
    ),
)
_CDC_2022 = ConversionTable(
    name="cdc2022",
    row="analgesia-T1",
    source=SOURCE_CDC_2022,
    entries=(
        Entry("codeine", ORAL, 0.15, 0.15, verified="primary"),
        Entry("fentanyl", PATCH, 2.4, 2.4, "ug/h", verified="primary"),
        Entry("hydrocodone", ORAL, 1, 1, verified="primary"),
        Entry("hydromorphone", ORAL, 5, 5, verified="primary"),
        Entry("methadone", ORAL, 4.7, 4.7, verified="primary"),
        Entry("morphine", ORAL, 1, 1, verified="primary"),
        Entry("oxycodone", ORAL, 1.5, 1.5, verified="primary"),
        Entry("oxymorphone", ORAL, 3, 3, verified="primary"),
        Entry("tapentadol", ORAL, 0.4, 0.4, verified="primary"),
        Entry("tramadol", ORAL, 0.2, 0.2, verified="primary"),
    ),
)
_CDC_2016 = ConversionTable(
    name="cdc2016",
    row="analgesia-T1",
    source=SOURCE_CDC_2016,
    entries=(
        _MORPHINE,
        Entry("codeine", ORAL, 0.15, 0.15, verified="primary"),
        # The code counts 7200 for a mg/h of a patch, and a third of it for each day of three.
        Entry("fentanyl", PATCH, 2.4, 2.4, "ug/h", verified="primary"),
        Entry("hydrocodone", ORAL, 1, 1, verified="primary"),
        Entry("hydromorphone", ORAL, 4, 4, verified="primary"),
        Entry("oxycodone", ORAL, 1.5, 1.5, verified="primary"),
        Entry("oxymorphone", ORAL, 3, 3, verified="primary"),
        Entry("tramadol", ORAL, 0.1, 0.1, verified="primary"),
        # The factor of methadone depends on its dose: see morphine_milligram_equivalents.
        Entry("methadone", ORAL, 4, 12, verified="primary"),
    ),
)

#: Tables that convert to oral morphine, by name.
CLINICAL = {table.name: table for table in (_NCCN, _NCCN_FENTANYL, _EAPC, _ESMO, _ANZCA)}
#: Tables that count morphine milligram equivalents, by name.
SURVEILLANCE = {table.name: table for table in (_CDC_2022, _CDC_2016)}
