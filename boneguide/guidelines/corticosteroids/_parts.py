"""What several rules on dexamethasone ask and say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boneguide.guidelines import drugs, sources
from boneguide.guidelines._cite import cite, own_reading
from boneguide.guidelines._clauses import under_18
from boneguide.guidelines.cord_compression.common import CONFIRMED, SUSPECTED
from boneguide.guidelines.facts.corticosteroid import (
    CORTICOSTEROID_RESPONSE,
    DEXAMETHASONE_DAILY_DOSE,
    PAIN_7_OR_MORE_AT_METASTASIS,
    SEVERE_BONE_PAIN,
    SINGLE_FRACTION_PLANNED,
    TAKES_DEXAMETHASONE,
)
from boneguide.guidelines.facts.neurology import CORD_COMPRESSION, NEUROLOGICAL_DEFICIT
from boneguide.guidelines.facts.opioid import CANNOT_SWALLOW
from boneguide.guidelines.facts.pain import PAIN_7_OR_MORE
from boneguide.guidelines.facts.tumour import PRIMARY
from boneguide.logic.clauses import Note
from boneguide.logic.nodes import any_of, assume_absent, not_
from boneguide.logic.template import RegimenTemplate, exactly
from boneguide.quantities import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable

    from boneguide.logic.clauses import Contraindication
    from boneguide.logic.nodes import Criterion

ON_DEXAMETHASONE = assume_absent(TAKES_DEXAMETHASONE, because="a drug that is taken now would be on the list")

#: Imaging has shown compression, or it is suspected as the rules on compression suspect it.
COMPRESSION = SUSPECTED | CONFIRMED
#: Signs that began after the imaging that excluded it are suspicion again.
EXCLUDED = assume_absent(
    CORD_COMPRESSION.is_in("excluded"), because="compression counts as possible until imaging excludes it"
) & not_(SUSPECTED)
_DEFICIT_POSSIBLE = not_(
    assume_absent(
        not_(NEUROLOGICAL_DEFICIT),
        because="once compression is suspected, signs count as possible until the examination finds none",
    )
)

#: Neurological symptoms or signs, with compression suspected or shown; signs that nothing has explained are suspicion.
WITH_NEUROLOGY = COMPRESSION & _DEFICIT_POSSIBLE

#: Confirmed, as the primary on record.
HAEMATOLOGICAL = assume_absent(
    PRIMARY.is_in("multiple myeloma", "solitary plasmacytoma", "lymphoma"),
    because="a confirmed haematological malignancy would be on record as the primary",
)


IMPROVED = assume_absent(
    CORTICOSTEROID_RESPONSE.is_in("improved", "improving slowly"), because="an improvement would be on record"
)
NO_BENEFIT = assume_absent(
    CORTICOSTEROID_RESPONSE.is_in("no benefit"), because="a trial that brought nothing would be on record"
)
WORSE = assume_absent(CORTICOSTEROID_RESPONSE.is_in("worse"), because="a change for the worse would be on record")

_NOBODY_SAID = not_(
    assume_absent(not_(SEVERE_BONE_PAIN), because="that pain is not severe counts once somebody has said so")
)
#: As somebody said it; where nobody did, by the scores, which may leave it open.
SEVERE = assume_absent(
    SEVERE_BONE_PAIN, because="where nobody has called the pain severe, the score at each lesion stands for it"
) | (_NOBODY_SAID & PAIN_7_OR_MORE & PAIN_7_OR_MORE_AT_METASTASIS)

#: More than any guidance that was read gives.
ABOVE_16 = assume_absent(
    DEXAMETHASONE_DAILY_DOSE > "16 mg", because="a daily dose as unusual as that would be on record"
)


#: What every dose in this subject is, so that nobody gives it with each of several doses.
WHOLE_DAY = "The dose is that of a whole day."


def by_mouth(milligrams: float, *notes: str) -> RegimenTemplate:
    """Return dexamethasone by mouth; the dose is that of a whole day, and says so."""
    return RegimenTemplate(
        drug=drugs.DEXAMETHASONE,
        route="oral",
        dose=Amount(milligrams, "mg"),
        interval=exactly("1 day"),
        notes=(WHOLE_DAY, *notes),
    )


_ADULTS = own_reading("ST-01", "ST-15", "ST-17", why="the doses were read for adults")
ADULTS_ONLY = under_18(_ADULTS, asked=False)
#: Where waiting for a specialist in children would do more harm than the dose of an adult.
MEANT_FOR_ADULTS = under_18(_ADULTS, asked=False, severity="caution")

CANNOT_SWALLOW_IT = Note(
    id="cannot-swallow",
    when=CANNOT_SWALLOW,
    says="Cannot swallow: in practice as much is given under the skin, milligram for milligram.",
    sources=cite(sources.NURSING_NOTEBOOK, "routes", "SS-10"),
)

#: A single fraction against pain, before which a dose against the flare may be given.
FLARE = assume_absent(SINGLE_FRACTION_PLANNED, because="radiotherapy that is planned would be on record") & not_(
    WITH_NEUROLOGY
)


def names_dose(when: Criterion, restrictions: Iterable[Contraindication]) -> Criterion:
    """Return whether a rule names a dose: for whom it counts, where nothing is sure to stand against it."""
    bars = any_of(*(restriction.when for restriction in restrictions if restriction.bars))
    return when & not_(assume_absent(bars, because="a bar that is not sure leaves a dose to be named"))


def not_both(when: Criterion, *rules: str) -> Note:
    """Return the word that a dose in another answer is not one more dose."""
    *others, last = rules
    named = f"{', '.join(others)} or {last}" if others else last
    return Note(
        id="not-both",
        when=when,
        says=(
            f"Another answer names a dose of dexamethasone as well ({named}). It is one drug, and one dose serves, not"
            " both: each is that of a whole day."
        ),
        sources=own_reading(
            "ST-05", "ST-15", "ST-16", "ST-17", why="each source gives a dose a day, and none adds one to another"
        ),
    )
